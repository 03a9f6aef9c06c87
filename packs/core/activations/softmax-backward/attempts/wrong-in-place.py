# expect: changed-argument
def softmax_backward(grad_out, probs, axis=-1):
    grad = grad_out if grad_out.flags.writeable else grad_out.copy()
    grad -= (grad * probs).sum(axis=axis, keepdims=True)
    return probs * grad
