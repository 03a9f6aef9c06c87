# 26 Works in place and returns the argument itself.
# against: double
# must: not right


def double(x):
    x *= 2
    return x
