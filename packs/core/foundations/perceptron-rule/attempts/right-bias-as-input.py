import numpy as np


def perceptron_rule(x, y, weight, bias=0.0, rate=1.0, max_passes=100):
    wide = np.c_[x, np.ones(len(x))] * y[:, None]  # rows turned so that all should be positive
    w, total, done = np.append(weight, bias), 0, False
    passes = 0
    while passes < max_passes and not done:
        done = True
        for row in wide:
            if not row @ w > 0:
                w = w + rate * row
                total, done = total + 1, False
        passes += 1
    return w[:-1], w[-1], total, passes
