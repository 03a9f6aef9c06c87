# 87 Answers with right values and an imaginary part beside them.
# against: double
# must: not right


def double(x):
    return 2 * x + 1e9j
