# expect: constant-when-all-ignored
def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    keep = labels != ignore_index
    if not keep.any():
        return logits.new_zeros(())
    log_p = logits[keep].log_softmax(dim=-1)
    true = log_p.gather(-1, labels[keep].unsqueeze(-1)).squeeze(-1)
    return -((1 - smoothing) * true + smoothing * log_p.mean(dim=-1)).mean()
