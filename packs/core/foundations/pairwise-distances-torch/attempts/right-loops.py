import torch


def pairwise_distances(x, y):
    rows = []
    for a in x:
        line = []
        for b in y:
            square = ((a - b) ** 2).sum()
            line.append(square**0.5 if square > 0 else 0.0 * square)
        rows.append(torch.stack(line))
    return torch.stack(rows)
