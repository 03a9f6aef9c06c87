# expect: cosine-from-zero
import math


def warmup_cosine_lr(
    step: int, warmup: int, total: int, base_lr: float, min_lr: float = 0.0
) -> float:
    """The learning rate of a step: a linear ramp, then half a cosine down to min_lr."""
    if step < 0 or not 0 <= warmup <= total:
        raise ValueError("step must not be negative, and 0 <= warmup <= total must hold")
    if step < warmup:
        return base_lr * (step + 1) / warmup
    if step >= total:
        return min_lr
    progress = step / total  # from 0 to below 1
    return min_lr + (base_lr - min_lr) * (1 + math.cos(math.pi * progress)) / 2
