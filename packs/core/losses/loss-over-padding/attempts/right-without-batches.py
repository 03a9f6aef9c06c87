import numpy as np


def evaluate(logits, labels, lengths, batch):
    log_total = np.logaddexp.reduce(logits, axis=-1)
    picked = np.take_along_axis(logits, labels[..., None], axis=-1)[..., 0]
    mask = np.arange(labels.shape[1])[None, :] < lengths[:, None]
    losses = np.where(mask, log_total - picked, 0.0)
    return losses.sum() / lengths.sum(), losses.sum(axis=1) / lengths
