# 0 Changes a copy of its argument.
# against: double
# must: right


def double(x):
    x = x.copy()
    x *= 2
    return x
