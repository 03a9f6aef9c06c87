# 71 Recurs without end where it is graded.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    return softmax(x, axis)
