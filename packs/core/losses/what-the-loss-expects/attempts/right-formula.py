import torch


def train(x, y, start, rate=0.5, steps=10):
    weight, bias = start.clone(), torch.zeros(start.shape[1], dtype=start.dtype)
    target = torch.eye(start.shape[1], dtype=x.dtype)[y]
    losses = []
    for _ in range(steps):
        logs = torch.log_softmax(x @ weight + bias, dim=-1)
        losses.append(-(logs * target).sum() / len(x))
        slopes = (logs.exp() - target) / len(x)
        weight, bias = weight - rate * x.T @ slopes, bias - rate * slopes.sum(dim=0)
    return losses, (x @ weight + bias).softmax(dim=-1)
