# expect: weight-not-transposed-back


def linear_backward(grad_out, x, weight):
    g = grad_out.reshape(-1, weight.shape[0])
    flat = x.reshape(-1, weight.shape[1])
    return grad_out @ weight.T, g.T @ flat, g.sum(axis=0)
