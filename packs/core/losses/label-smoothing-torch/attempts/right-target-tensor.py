import torch


def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    c = logits.shape[-1]
    flat, y = logits.reshape(-1, c), labels.reshape(-1)
    flat, y = flat[y != ignore_index], y[y != ignore_index]
    if len(y) == 0:
        return flat.sum()
    target = torch.full_like(flat, smoothing / c)
    target[torch.arange(len(y)), y] += 1 - smoothing
    return -(target * torch.log_softmax(flat, dim=1)).sum(dim=1).mean()
