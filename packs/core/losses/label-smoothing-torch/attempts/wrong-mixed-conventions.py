# expect: mixed-conventions
import torch


def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    keep = labels != ignore_index
    rows, y = logits[keep], labels[keep]
    target = torch.full_like(rows, smoothing / rows.shape[1])
    target[torch.arange(len(y)), y] = 1 - smoothing
    return -(target * rows.log_softmax(1)).sum() / max(len(y), 1)
