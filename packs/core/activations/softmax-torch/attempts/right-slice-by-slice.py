import torch


def softmax(x, dim=-1):
    rows = []
    moved = x.movedim(dim, -1)
    for row in moved.reshape(-1, moved.shape[-1]).unbind(0):
        if bool((row == float("-inf")).all()):
            rows.append(torch.zeros_like(row))
        else:
            e = torch.exp(row - row.max())
            rows.append(e / e.sum())
    return torch.stack(rows).reshape(moved.shape).movedim(-1, dim)
