# 32 Raises RecursionError.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    raise RecursionError(0)
