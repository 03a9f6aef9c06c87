# expect: each-with-padding
import numpy as np


def evaluate(logits, labels, lengths, batch):
    """The mean loss over all tokens, and the mean loss of each sequence."""
    total = 0.0
    count = 0
    each = []
    for first in range(0, len(logits), batch):
        scores = logits[first : first + batch]
        targets = labels[first : first + batch]
        sizes = lengths[first : first + batch]
        shifted = scores - scores.max(axis=2, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=2, keepdims=True))
        mask = np.arange(scores.shape[1]) < sizes[:, None]
        losses = -(logs * np.eye(scores.shape[2])[targets]).sum(axis=2) * mask
        each.extend(losses.sum(axis=1) / mask.sum())
        total += losses.sum()
        count += mask.sum()
    return total / count, np.array(each)
