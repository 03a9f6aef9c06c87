# 87 Answers with booleans.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    return x == x
