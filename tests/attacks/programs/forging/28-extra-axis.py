# 28 Answers right values with an axis of length one more.
# against: double
# must: not right


def double(x):
    return (2 * x)[None]
