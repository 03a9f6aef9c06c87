# 32 Raises BrokenPipeError.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    raise BrokenPipeError(0)
