import torch


def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    rows = logits.flatten(0, -2)
    losses = []
    for row, label in zip(rows, labels.flatten().tolist(), strict=True):
        if label == ignore_index:
            continue
        shifted = row - row.max().detach()
        log_p = shifted - shifted.exp().sum().log()
        losses.append(-(1 - smoothing) * log_p[label] - smoothing * log_p.mean())
    if not losses:
        return logits[labels != ignore_index].sum()
    return torch.stack(losses).mean()
