import numpy as np


def rnn_backward(grad_h, x, h, h0, w_x, w_h):
    """The last step, then the same function for the steps before it."""
    before = h0 if x.shape[1] == 1 else h[:, -2]
    delta = grad_h[:, -1] * (1 - h[:, -1] * h[:, -1])
    here = (delta.T.dot(x[:, -1]), delta.T.dot(before), np.sum(delta, axis=0))
    back = delta.dot(w_h)
    if x.shape[1] == 1:
        return back, *here
    grads = grad_h[:, :-1].copy()
    grads[:, -1] += back
    start, *earlier = rnn_backward(grads, x[:, :-1], h[:, :-1], h0, w_x, w_h)
    return start, *(a + b for a, b in zip(here, earlier, strict=True))
