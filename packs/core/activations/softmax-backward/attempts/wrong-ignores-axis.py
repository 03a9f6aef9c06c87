# expect: ignores-axis
def softmax_backward(grad_out, probs, axis=-1):
    return probs * (grad_out - (grad_out * probs).sum(axis=-1, keepdims=True))
