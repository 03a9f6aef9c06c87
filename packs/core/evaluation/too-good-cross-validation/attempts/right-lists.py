import numpy as np


def cross_validate(x, y, groups, k, keep):
    rows, labels, owners = x.tolist(), y.tolist(), groups.tolist()
    names = {name: place for place, name in enumerate(sorted(set(owners)))}
    result = []
    for fold in range(k):
        inside = [i for i, owner in enumerate(owners) if names[owner] % k != fold]
        outside = [i for i, owner in enumerate(owners) if names[owner] % k == fold]
        weights = []
        for j in range(x.shape[1]):
            column = [rows[i][j] for i in inside]
            mean = sum(column) / len(column)
            size = (sum((v - mean) ** 2 for v in column) / len(column)) ** 0.5 or 1.0
            means = []
            for c in (0, 1):
                own = [rows[i][j] / size for i in inside if labels[i] == c]
                means.append(sum(own) / len(own))
            weights.append((means[1] - means[0], (means[0] + means[1]) / 2, size, j))
        weights.sort(key=lambda w: (-abs(w[0]), w[3]))
        right = 0
        for i in outside:
            score = sum(g * (rows[i][j] / size - m) for g, m, size, j in weights[:keep])
            right += (score > 0) == (labels[i] == 1)
        result.append(right / len(outside))
    return np.array(result)
