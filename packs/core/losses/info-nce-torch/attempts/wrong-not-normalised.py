# expect: not-normalised
import torch


def info_nce_with_queue(query, key, queue, temperature=0.07):
    q, k, u = query, key.detach(), queue.detach()
    logits = torch.cat([(q * k).sum(1, keepdim=True), q @ u.T], dim=1) / temperature
    return (logits.logsumexp(1) - logits[:, 0]).mean()
