# expect: not-multiplied
def softmax_backward(grad_out, probs, axis=-1):
    return grad_out - (grad_out * probs).sum(axis=axis, keepdims=True)
