def leaky_relu_backward(grad_out, x, negative_slope=0.01):
    grad = grad_out.copy()
    grad[x <= 0] *= negative_slope
    return grad
