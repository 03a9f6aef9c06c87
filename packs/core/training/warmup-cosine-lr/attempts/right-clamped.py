import math


def warmup_cosine_lr(step, warmup, total, base_lr, min_lr=0.0):
    if min(step, warmup, total - warmup) < 0:
        raise ValueError(f"no such schedule: {step}, {warmup}, {total}")
    if step < warmup:
        return base_lr * min(1.0, (step + 1) / warmup)
    done = min(1.0, (step - warmup) / (total - warmup)) if total > warmup else 1.0
    return 0.5 * (base_lr - min_lr) * (1.0 + math.cos(done * math.pi)) + min_lr
