import torch


def drive(answer, values, grads, present, options):
    """Some steps of an optimiser over several parameters, with the gradients given.

    `grads[k][j]` is the gradient of parameter j at step k, and `present[k][j]` says whether it has
    one; otherwise `.grad` is None at that step.
    """
    parameters = [torch.nn.Parameter(value.clone()) for value in values]
    storage = [parameter.detach() for parameter in parameters]  # shares its memory
    optimiser = answer((parameter for parameter in parameters), **options)
    path, gradients_kept = [], True
    for step, has in zip(grads, present, strict=True):
        for parameter, grad, there in zip(parameters, step, has, strict=True):
            parameter.grad = grad.clone() if there else None
        optimiser.step()
        for parameter, grad, there in zip(parameters, step, has, strict=True):
            gradients_kept &= (parameter.grad is not None) == there
            gradients_kept &= not there or torch.equal(parameter.grad, grad)
        path.append([parameter.detach().clone() for parameter in parameters])
    pairs = list(zip(parameters, storage, strict=True))
    in_place = all(p.data_ptr() == s.data_ptr() and torch.equal(p.detach(), s) for p, s in pairs)
    leaves = all(p.is_leaf and p.requires_grad for p in parameters)
    optimiser.zero_grad()
    cleared = all(p.grad is None or not p.grad.any() for p in parameters)
    return path, bool(in_place and leaves), bool(gradients_kept), bool(cleared)
