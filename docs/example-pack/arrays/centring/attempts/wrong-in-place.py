# expect: changed-argument
def centre(x, axis=0):
    x -= x.mean(axis=axis, keepdims=True)
    return x + 0.0
