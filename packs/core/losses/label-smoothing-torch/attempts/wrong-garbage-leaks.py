# expect: garbage-leaks
def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    keep = labels != ignore_index
    log_p = logits.log_softmax(-1)
    true = log_p.gather(-1, labels.masked_fill(~keep, 0)[..., None])[..., 0]
    loss = -(1 - smoothing) * true - smoothing * log_p.mean(-1)
    return (loss * keep).sum() / keep.sum().clamp(min=1)
