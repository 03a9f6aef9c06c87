import math


def warmup_cosine_lr(
    step: int, warmup: int, total: int, base_lr: float, min_lr: float = 0.0
) -> float:
    """The learning rate of a step: a linear ramp, then half a cosine down to min_lr."""
    return base_lr * (1 + math.cos(math.pi * step / (total + 1))) / 2
