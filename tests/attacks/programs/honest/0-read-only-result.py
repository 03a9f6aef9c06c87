# 0 Returns an array that it has locked.
# against: double
# must: right


def double(x):
    out = 2 * x
    out.flags.writeable = False
    return out
