# expect: mean-not-weighted
def softmax_backward(grad_out, probs, axis=-1):
    return probs * (grad_out - grad_out.mean(axis=axis, keepdims=True))
