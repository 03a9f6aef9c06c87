# expect: gradient-without-normalisation
import torch
import torch.nn.functional as F


def info_nce_with_queue(query, key, queue, temperature=0.07):
    k, u = F.normalize(key.detach(), dim=1), F.normalize(queue.detach(), dim=1)
    q = query / query.detach().norm(dim=1, keepdim=True)
    logits = torch.cat([(q * k).sum(1, keepdim=True), q @ u.T], dim=1) / temperature
    return (logits.logsumexp(1) - logits[:, 0]).mean()
