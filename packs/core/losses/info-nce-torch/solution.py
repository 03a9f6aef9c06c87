def info_nce_with_queue(query, key, queue, temperature=0.07):
    """Mean InfoNCE loss with one key a query and the queue as negatives; only query is trained."""
    import torch
    from torch.nn.functional import normalize

    q = normalize(query)  # (N, D), rows of length 1
    k, u = normalize(key.detach()), normalize(queue.detach())  # (N, D), (K, D)
    positive = (q * k).sum(dim=1, keepdim=True)  # (N, 1)
    logits = torch.cat([positive, q @ u.T], dim=1) / temperature  # (N, 1 + K)
    return (logits.logsumexp(dim=1) - logits[:, 0]).mean()
