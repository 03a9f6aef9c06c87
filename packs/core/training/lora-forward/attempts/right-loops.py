import numpy as np


def lora_forward(x, weight, a, b, alpha):
    rank = b.shape[1]
    out = np.zeros((*x.shape[:-1], len(weight)))
    for place in np.ndindex(x.shape[:-1]):
        row = x[place]
        narrow = [sum(float(p) * float(q) for p, q in zip(row, line, strict=False)) for line in a]
        for o in range(len(weight)):
            frozen = sum(float(p) * float(q) for p, q in zip(row, weight[o], strict=False))
            detour = sum(n * float(w) for n, w in zip(narrow, b[o], strict=False))
            out[place][o] = frozen + alpha / rank * detour
    return out
