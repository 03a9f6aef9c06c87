# 12 Returns right values as an array of objects.
# against: double
# must: not right


def double(x):
    return (2 * x).astype(object)
