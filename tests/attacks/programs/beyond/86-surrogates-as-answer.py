# 86 Answers a question with halves of characters.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    return {"\ud800": "\udfff", "x": ["\x1b[2J", "\u202e"]}
