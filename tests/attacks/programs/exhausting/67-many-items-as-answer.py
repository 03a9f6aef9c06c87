# 67 Answers with a list of a million items.
# must: returned | stopped cpu-time


def f():
    return [0] * 10**6
