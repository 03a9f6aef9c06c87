import torch


def info_nce_with_queue(query, key, queue, temperature=0.07):
    key, queue = key.detach(), queue.detach()
    losses = []
    for q, k in zip(query, key, strict=True):
        q, k = q / q.dot(q).sqrt(), k / k.dot(k).sqrt()
        scores = [q.dot(k)] + [q.dot(u / u.dot(u).sqrt()) for u in queue]
        log_p = torch.log_softmax(torch.stack(scores) / temperature, dim=0)
        losses.append(-log_p[0])
    return sum(losses) / len(losses)
