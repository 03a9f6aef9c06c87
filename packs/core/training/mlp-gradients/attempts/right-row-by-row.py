import numpy as np


def mlp_gradients(x, y, params):
    grads = [[np.zeros(w.shape), np.zeros(b.shape)] for w, b in params]
    loss = 0.0
    for row, label in zip(x, y, strict=True):
        kept = []
        a = row
        for i, (w, b) in enumerate(params):
            kept.append(a)
            a = w @ a + b
            if i + 1 < len(params):
                a = np.maximum(a, 0)
        a = a - a.max()
        p = np.exp(a) / np.exp(a).sum()
        loss += np.log(np.exp(a).sum()) - a[label]
        p[label] -= 1
        for i in reversed(range(len(params))):
            grads[i][0] += np.outer(p, kept[i]) / len(x)
            grads[i][1] += p / len(x)
            p = (params[i][0].T @ p) * (kept[i] > 0)
    return loss / len(x), [tuple(pair) for pair in grads]
