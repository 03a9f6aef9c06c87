import torch


def label_smoothing_loss(logits, labels, smoothing=0.1, ignore_index=-100):
    ignored = labels == ignore_index
    clean = logits.masked_fill(ignored.unsqueeze(-1), 0.0)
    safe = labels.masked_fill(ignored, 0)
    total = torch.logsumexp(clean, dim=-1)
    true = torch.gather(clean, -1, safe[..., None])[..., 0]
    loss = total - (1 - smoothing) * true - smoothing * clean.mean(dim=-1)
    loss = torch.where(ignored, torch.zeros_like(loss), loss)
    return loss.sum() / (~ignored).sum().clamp(min=1)
