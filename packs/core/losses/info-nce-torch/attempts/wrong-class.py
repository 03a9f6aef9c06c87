# expect: wrong-class
import torch
import torch.nn.functional as F


def info_nce_with_queue(query, key, queue, temperature=0.07):
    q = F.normalize(query, dim=1)
    k, u = F.normalize(key.detach(), dim=1), F.normalize(queue.detach(), dim=1)
    logits = torch.cat([(q * k).sum(1, keepdim=True), q @ u.T], dim=1) / temperature
    labels = torch.arange(len(q)) % logits.shape[1]
    return F.cross_entropy(logits, labels)
