# expect: plain-relu
def leaky_relu_backward(grad_out, x, negative_slope=0.01):
    return grad_out * (x > 0)
