import numpy as np


def perceptron_rule(x, y, weight, bias=0.0, rate=1.0, max_passes=100):
    w = [float(v) for v in weight]
    b, total = float(bias), 0
    for passes in range(max_passes):
        before = total
        for i in range(len(x)):
            s = b
            for j in range(len(w)):
                s += w[j] * float(x[i][j])
            if int(y[i]) * s <= 0:
                total += 1
                b += rate * int(y[i])
                w = [w[j] + rate * int(y[i]) * float(x[i][j]) for j in range(len(w))]
        if total == before:
            return np.array(w), b, total, passes + 1
    return np.array(w), b, total, max_passes
