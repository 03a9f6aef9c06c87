import math

import numpy as np


def vae_loss(x, mu, log_var, noise, weight, beta=1.0):
    n, d = mu.shape
    fit = kl = 0.0
    for i in range(n):
        z = np.array([mu[i, j] + math.exp(log_var[i, j] / 2) * noise[i, j] for j in range(d)])
        out = np.tanh(z @ weight)
        fit += 0.5 * float(((x[i] - out) ** 2).sum())
        for j in range(d):
            kl -= 0.5 * float(1 + log_var[i, j] - mu[i, j] ** 2 - math.exp(log_var[i, j]))
    return fit / n + beta * kl / n, fit / n, kl / n
