# expect: graph-cut
import torch


def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    keep = labels != ignore_index
    log_p = logits[keep].log_softmax(dim=-1)
    total = 0.0
    for row, label in zip(log_p, labels[keep].tolist(), strict=True):
        total -= (1 - smoothing) * row[label].item() + smoothing * row.mean().item()
    return torch.tensor(total / max(len(log_p), 1), dtype=logits.dtype)
