import numpy as np


def mlp_gradients(x, y, params):
    def down(a, rest):
        (w, b), *rest = rest
        z = a @ w.T + b
        if not rest:
            z = z - z.max(axis=1, keepdims=True)
            p = np.exp(z)
            total = p.sum(axis=1, keepdims=True)
            loss = (np.log(total[:, 0]) - z[np.arange(len(y)), y]).mean()
            g = (p / total - (np.arange(len(b)) == y[:, None])) / len(y)
            later = []
        else:
            loss, g, later = down(np.maximum(z, 0), rest)
            g = np.where(z > 0, g, 0)
        return loss, g @ w, [(g.T @ a, g.sum(axis=0)), *later]

    loss, _, gradients = down(x, params)
    return loss, gradients
