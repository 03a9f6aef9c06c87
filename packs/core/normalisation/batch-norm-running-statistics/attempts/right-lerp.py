import numpy as np


def run(batches, test, gamma, beta, momentum=0.1, eps=1e-5):
    running = np.array([np.zeros(len(gamma)), np.ones(len(gamma))])
    outs = []
    for x in batches:
        now = np.array([np.mean(x, axis=0), np.var(x, axis=0, ddof=1)])
        running = running + momentum * (now - running)
        gap = x - now[0]
        outs.append(gap * (gamma / np.sqrt(np.square(gap).mean(axis=0) + eps)) + beta)
    scale = gamma / np.sqrt(running[1] + eps)
    return outs, running[0], running[1], test * scale + (beta - running[0] * scale)
