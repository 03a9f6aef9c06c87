# 32 Raises MemoryError.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    raise MemoryError(0)
