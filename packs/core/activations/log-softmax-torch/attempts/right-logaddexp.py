import torch


def log_softmax(x, dim=-1):
    slices = x.movedim(dim, 0)
    total = slices[0]
    for row in slices[1:]:
        high, low = torch.maximum(total, row), torch.minimum(total, row)
        total = high + torch.log1p(torch.exp(low - high))
    return (slices - total).movedim(0, dim)
