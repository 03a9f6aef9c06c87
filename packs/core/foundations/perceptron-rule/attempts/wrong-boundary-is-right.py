# expect: boundary-is-right
def perceptron_rule(x, y, weight, bias=0.0, rate=1.0, max_passes=100):
    weight, total = weight.copy(), 0
    passes = 0
    for _ in range(max_passes):
        passes += 1
        mistakes = 0
        for row, label in zip(x, y, strict=True):
            if label * (row @ weight + bias) < 0:
                weight = weight + rate * label * row
                bias += rate * label
                mistakes += 1
        total += mistakes
        if mistakes == 0:
            break
    return weight, bias, total, passes
