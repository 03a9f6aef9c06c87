# 86 Prints marks that turn text round, and terminal code.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    print("\u202eright\u2066\u2069\x1b]8;;http://a.example\x07link\x1b]8;;\x07\x9b2J\x07\x08\r.")
    return None
