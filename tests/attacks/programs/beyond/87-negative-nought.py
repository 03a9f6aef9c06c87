# 87 Answers minus nought everywhere.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    return -0.0 * abs(x)
