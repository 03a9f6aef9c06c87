# expect: forbidden-call
import torch.nn.functional as F


def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    rows = logits[labels != ignore_index]
    if len(rows) == 0:
        return rows.sum()
    return F.cross_entropy(rows, labels[labels != ignore_index], label_smoothing=smoothing)
