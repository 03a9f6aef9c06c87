import numpy as np


def rate_of(step, warmup, total, base_lr):
    if step < warmup:
        return (step + 1) / warmup * base_lr
    return base_lr * np.cos(np.pi / 2 * (step - warmup) / (total - warmup)) ** 2


def clipped(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads]))
    return norm, [g * np.minimum(1.0, max_norm / (norm + 1e-6)) for g in grads]


def train(params, batches, epochs, warmup, base_lr=0.1, max_norm=1.0):
    queue = [batch for _ in range(epochs) for batch in batches]
    rates = np.array([rate_of(k, warmup, len(queue), base_lr) for k in range(len(queue))])
    params = [np.array(p) for p in params]
    norms = np.zeros(len(queue))
    for k, batch in enumerate(queue):
        norms[k], grads = clipped(batch, max_norm)
        for p, g in zip(params, grads, strict=True):
            p -= rates[k] * g
    return rates, norms, params
