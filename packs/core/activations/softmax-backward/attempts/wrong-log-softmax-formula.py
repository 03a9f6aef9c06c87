# expect: log-softmax-formula
def softmax_backward(grad_out, probs, axis=-1):
    return grad_out - probs * grad_out.sum(axis=axis, keepdims=True)
