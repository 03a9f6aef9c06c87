import numpy as np


def mlp_gradients(x, y, params):
    n = x.shape[0]
    activations, pre = [x], []
    for i, (w, b) in enumerate(params):
        z = np.einsum("ni,oi->no", activations[-1], w) + b
        pre.append(z)
        activations.append(z if i == len(params) - 1 else np.where(z > 0, z, 0))
    scores = activations[-1]
    top = scores.max(1)
    log_sum = top + np.log(np.exp(scores - top[:, None]).sum(1))
    loss = float(np.mean(log_sum - scores[np.arange(n), y]))
    onehot = np.eye(scores.shape[1])[y]
    delta = (np.exp(scores - log_sum[:, None]) - onehot) / n
    grads = [None] * len(params)
    for i in range(len(params) - 1, -1, -1):
        grads[i] = (np.einsum("no,ni->oi", delta, activations[i]), delta.sum(0))
        if i > 0:
            delta = (delta @ params[i][0]) * (pre[i - 1] > 0)
    return loss, grads
