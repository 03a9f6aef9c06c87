# expect: ramp-too-long
import math

import numpy as np


def train(params, batches, epochs, warmup, base_lr=0.1, max_norm=1.0):
    """The rate and the norm of the gradients at every step, and the parameters at the end."""
    params = [p.copy() for p in params]
    total = epochs * len(batches)
    rates = []
    norms = []
    step = 0
    for _ in range(epochs):
        for grads in batches:
            if warmup and step <= warmup:
                lr = base_lr * (step + 1) / warmup
            else:
                progress = (step - warmup) / (total - warmup)
                lr = 0.5 * base_lr * (1 + math.cos(math.pi * progress))
            norm = math.sqrt(sum(np.sum(g**2) for g in grads))
            scale = min(1.0, max_norm / (norm + 1e-6))
            params = [p - lr * scale * g for p, g in zip(params, grads, strict=True)]
            rates.append(lr)
            norms.append(norm)
            step += 1
    return np.array(rates), np.array(norms), params
