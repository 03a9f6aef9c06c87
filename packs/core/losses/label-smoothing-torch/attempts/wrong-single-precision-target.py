# expect: single-precision-target
import torch


def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    keep = labels != ignore_index
    rows, y = logits[keep], labels[keep]
    c = rows.shape[1]
    target = torch.full((len(y), c), smoothing / c)
    target[torch.arange(len(y)), y] = 1 - smoothing + smoothing / c
    return -(target * rows.log_softmax(1)).sum().to(logits.dtype) / max(len(y), 1)
