# 12 Returns nothing.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    x / x.sum()
