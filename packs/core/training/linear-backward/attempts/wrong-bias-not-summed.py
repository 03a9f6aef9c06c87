# expect: bias-not-summed


def linear_backward(grad_out, x, weight):
    g = grad_out.reshape(-1, weight.shape[0])
    flat = x.reshape(-1, weight.shape[1])
    return grad_out @ weight, g.T @ flat, grad_out.copy()
