# expect: one-pass-only
def perceptron_rule(x, y, weight, bias=0.0, rate=1.0, max_passes=100):
    weight, total = weight.copy(), 0
    if max_passes == 0:
        return weight, bias, 0, 0
    for row, label in zip(x, y, strict=True):
        if label * (row @ weight + bias) <= 0:
            weight = weight + rate * label * row
            bias += rate * label
            total += 1
    return weight, bias, total, min(1, max_passes)
