def softmax_backward(grad_out, probs, axis=-1):
    grad = grad_out * probs
    total = grad.sum(axis, keepdims=True)
    grad -= probs * total
    return grad
