import torch
from torch.nn import functional as F


def train(x, y, start, rate=0.5, steps=10):
    parameters = [start.detach().clone(), torch.zeros(1, 1).double()]
    for parameter in parameters:
        parameter.requires_grad_(True)
    target = y[:, None].double()
    losses = []
    for _ in range(steps):
        loss = F.binary_cross_entropy_with_logits(x @ parameters[0] + parameters[1], target)
        slopes = torch.autograd.grad(loss, parameters)
        losses.append(float(loss.detach()))
        with torch.no_grad():
            for parameter, slope in zip(parameters, slopes, strict=True):
                parameter.sub_(rate * slope)
    probs = torch.sigmoid(x @ parameters[0] + parameters[1]).detach()[:, 0]
    hits = sum(int((p > 0.5) == bool(t)) for p, t in zip(probs.tolist(), y.tolist(), strict=True))
    return losses, hits / len(y), probs
