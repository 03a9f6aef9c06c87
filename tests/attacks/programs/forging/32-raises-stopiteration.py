# 32 Raises StopIteration.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    raise StopIteration(0)
