# 86 Returns a dictionary with a key of nearly a mebibyte.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    return {"k" * 10**6: 1, "\x1b[2J`<b>`": 2}
