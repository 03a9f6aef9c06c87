from math import cos, hypot, pi


def train(params, batches, epochs, warmup, base_lr=0.1, max_norm=1.0):
    """All steps by their number; arrays at the end."""
    import numpy as np

    total, rates, norms = epochs * len(batches), [], []
    for step in range(total):
        grads = batches[step % len(batches)]
        late = (step - warmup) / (total - warmup)
        rate = base_lr * ((step + 1) / warmup if step < warmup else (1 + cos(pi * late)) / 2)
        norm = hypot(*(float(value) for grad in grads for value in grad.flat))
        factor = rate * (max_norm / (norm + 1e-6) if norm + 1e-6 > max_norm else 1.0)
        params = [param - factor * grad for param, grad in zip(params, grads, strict=True)]
        rates.append(rate)
        norms.append(norm)
    return np.asarray(rates), np.asarray(norms), params
