# expect: epsilon-outside
import numpy as np


def run(batches, test, gamma, beta, momentum=0.1, eps=1e-5):
    mean = np.zeros(gamma.shape)
    var = np.ones(gamma.shape)
    outs = []
    for x in batches:
        count = len(x)
        batch_mean = x.mean(axis=0)
        batch_var = x.var(axis=0)
        mean = (1 - momentum) * mean + momentum * batch_mean
        var = (1 - momentum) * var + momentum * batch_var * count / (count - 1)
        x_hat = (x - batch_mean) / (np.sqrt(batch_var) + eps)
        outs.append(gamma * x_hat + beta)
    test_hat = (test - mean) / (np.sqrt(var) + eps)
    return outs, mean, var, gamma * test_hat + beta
