# 86 Answers a question with a text as long as answers may be.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    return "\x1b" * (1 << 19)
