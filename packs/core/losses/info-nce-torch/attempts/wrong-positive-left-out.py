# expect: positive-left-out
import torch.nn.functional as F


def info_nce_with_queue(query, key, queue, temperature=0.07):
    q = F.normalize(query, dim=1)
    k, u = F.normalize(key.detach(), dim=1), F.normalize(queue.detach(), dim=1)
    return ((q @ u.T / temperature).logsumexp(1) - (q * k).sum(1) / temperature).mean()
