import torch


def drive(answer, values, grads, present, max_norm):
    """Clips the gradients of a model's parameters, which come one by one, as `parameters()` does.

    `present` says which of the parameters have a gradient; the others have `.grad` None.
    """
    parameters = [torch.nn.Parameter(value.clone()) for value in values]
    for parameter, grad, has in zip(parameters, grads, present, strict=True):
        parameter.grad = grad.clone() if has else None
    before = [parameter.grad for parameter in parameters]
    norm = answer((parameter for parameter in parameters), max_norm)
    after = [parameter.grad for parameter in parameters]
    clipped = [grad.detach().clone() for grad in after if grad is not None]
    same = all(a is b for a, b in zip(after, before, strict=True))
    kept = all(torch.equal(p.detach(), v) for p, v in zip(parameters, values, strict=True))
    return clipped, float(norm), same, kept
