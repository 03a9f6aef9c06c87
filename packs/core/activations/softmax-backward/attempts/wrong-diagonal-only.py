# expect: diagonal-only
def softmax_backward(grad_out, probs, axis=-1):
    return grad_out * probs * (1 - probs)
