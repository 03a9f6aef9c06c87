import math


def _norm(values):
    top = max((abs(value) for value in values), default=0.0)
    return top * math.sqrt(math.fsum((value / top) ** 2 for value in values)) if top else 0.0


def clip_grad_norm(grads, max_norm):
    norm = _norm([_norm([float(value) for value in grad.flat]) for grad in grads])
    factor = min(1.0, max_norm / norm) if norm > 0 else 1.0
    return [factor * grad for grad in grads], norm
