def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    """Mean smoothed cross-entropy of the positions that are not ignored; gradients flow back."""
    keep = labels != ignore_index  # (...)
    log_p = logits[keep].log_softmax(dim=-1)  # (M, C)
    true = log_p.gather(-1, labels[keep].unsqueeze(-1))  # (M, 1)
    total = (1 - smoothing) * true.sum() + smoothing * log_p.mean(dim=-1).sum()
    return -total / max(len(log_p), 1)
