import torch
import torch.nn.functional as F


def info_nce_with_queue(query, key, queue, temperature=0.07):
    with torch.no_grad():
        key = key / key.norm(dim=1, keepdim=True)
        queue = queue / queue.norm(dim=1, keepdim=True)
    query = query / query.norm(dim=1, keepdim=True)
    positive = torch.einsum("nd,nd->n", query, key)
    negative = torch.einsum("nd,kd->nk", query, queue)
    logits = torch.cat([positive[:, None], negative], dim=1) / temperature
    return F.cross_entropy(logits, torch.zeros(len(query), dtype=torch.long))
