# 12 Returns a generator of right values.
# against: double
# must: not right


def double(x):
    return (2 * row for row in x)
