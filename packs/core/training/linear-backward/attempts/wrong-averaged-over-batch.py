# expect: averaged-over-batch


def linear_backward(grad_out, x, weight):
    g = grad_out.reshape(-1, weight.shape[0])
    flat = x.reshape(-1, weight.shape[1])
    n = len(g)
    return grad_out @ weight, g.T @ flat / n, g.sum(axis=0) / n
