import torch
import torch.nn.functional as F


def info_nce_with_queue(query, key, queue, temperature=0.07):
    unit = F.normalize(torch.cat([key, queue]).detach(), dim=-1)
    scores = F.normalize(query, dim=-1) @ unit.T / temperature
    n = len(query)
    gap = scores[:, n:].logsumexp(1) - scores[:, :n].diagonal()
    return F.softplus(gap, threshold=1000).mean()
