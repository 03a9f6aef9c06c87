import math


def clip_grad_norm(parameters, max_norm):
    grads = [p.grad for p in list(parameters) if p.grad is not None]
    norm = math.sqrt(sum(float((grad.double() ** 2).sum()) for grad in grads))
    factor = max_norm / (norm + 1e-6)
    if factor < 1:
        for grad in grads:
            grad.copy_(grad * factor)
    return norm
