# expect: gradient-into-the-keys
import torch
import torch.nn.functional as F


def info_nce_with_queue(query, key, queue, temperature=0.07):
    q, k, u = (F.normalize(x, dim=1) for x in (query, key, queue))
    logits = torch.cat([(q * k).sum(1, keepdim=True), q @ u.T], dim=1) / temperature
    return (logits.logsumexp(1) - logits[:, 0]).mean()
