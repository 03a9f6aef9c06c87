import numpy as np


def warmup_cosine_lr(step, warmup, total, base_lr, min_lr=0.0):
    if step < 0 or warmup < 0 or warmup > total:
        raise ValueError
    if step >= total:
        return min_lr
    if step < warmup:
        return (step + 1) / warmup * base_lr
    share = np.cos(np.pi / 2 * (step - warmup) / (total - warmup)) ** 2
    return share * base_lr + (1 - share) * min_lr
