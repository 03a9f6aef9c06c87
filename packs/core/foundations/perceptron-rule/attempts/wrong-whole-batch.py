# expect: whole-batch
def perceptron_rule(x, y, weight, bias=0.0, rate=1.0, max_passes=100):
    weight, total = weight.copy(), 0
    passes = 0
    for _ in range(max_passes):
        passes += 1
        wrong = y * (x @ weight + bias) <= 0
        weight = weight + rate * (y[wrong, None] * x[wrong]).sum(axis=0)
        bias = bias + rate * float(y[wrong].sum())
        total += int(wrong.sum())
        if not wrong.any():
            break
    return weight, bias, total, passes
