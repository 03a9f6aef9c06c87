# expect: raised
def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    flat, y = logits.view(-1, logits.shape[-1]), labels.view(-1)
    flat, y = flat[y != ignore_index], y[y != ignore_index]
    log_p = flat.log_softmax(dim=-1)
    true = log_p.gather(-1, y.unsqueeze(-1)).squeeze(-1)
    return -((1 - smoothing) * true + smoothing * log_p.mean(dim=-1)).sum() / max(len(y), 1)
