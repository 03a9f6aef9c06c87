import math


def bce_with_logits(logits, targets, pos_weight=1.0):
    def softplus(u):
        return u + math.log1p(math.exp(-u)) if u > 0 else math.log1p(math.exp(u))

    total = 0.0
    for z, t in zip(logits.ravel().tolist(), targets.ravel().tolist(), strict=True):
        total += pos_weight * t * softplus(-z) + (1 - t) * softplus(z)
    return total / logits.size
