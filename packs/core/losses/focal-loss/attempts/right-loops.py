import math


def focal_loss(logits, targets, gamma=2.0, alpha=0.25):
    total, count = 0.0, 0
    for x, target in zip(logits.ravel().tolist(), targets.ravel().tolist(), strict=True):
        z = x if target == 1 else -x
        loss = max(-z, 0.0) + math.log1p(math.exp(-abs(z)))
        p_t = 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))
        weight = alpha if target == 1 else 1 - alpha
        total += weight * (1 - p_t) ** gamma * loss
        count += 1
    return total / count
