# 32 Raises KeyboardInterrupt.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    raise KeyboardInterrupt(0)
