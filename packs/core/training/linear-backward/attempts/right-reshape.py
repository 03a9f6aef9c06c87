def linear_backward(grad_out, x, weight):
    rows = grad_out.reshape(-1, weight.shape[0])
    grad_weight = rows.T @ x.reshape(-1, weight.shape[1])
    return grad_out @ weight, grad_weight, rows.sum(axis=0)
