# expect: keys-as-negatives
import torch
import torch.nn.functional as F


def info_nce_with_queue(query, key, queue, temperature=0.07):
    q = F.normalize(query, dim=1)
    candidates = F.normalize(torch.cat([key, queue]).detach(), dim=1)
    logits = q @ candidates.T / temperature
    return F.cross_entropy(logits, torch.arange(len(q)))
