import torch


def filter_logits(logits, k=None, p=1.0):
    rows = logits.reshape(-1, logits.shape[-1])
    done = []
    for row in rows:
        values = row.tolist()
        ranking = sorted(range(len(values)), key=lambda j: -values[j])[:k]
        probs = torch.softmax(row.detach()[ranking], 0).tolist()
        kept, total = set(), 0.0
        for token, share in zip(ranking, probs, strict=True):
            if total >= p and p < 1:
                break
            kept.add(token)
            total += share
        parts = [row[j] if j in kept else row.new_tensor(float("-inf")) for j in range(len(values))]
        done.append(torch.stack(parts))
    return torch.stack(done).reshape(logits.shape)
