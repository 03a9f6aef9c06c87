# 87 Returns integers of thousands of digits.
# must: returned Unconvertible(type='int of 19932 bits')


def f():
    return [10**4000, -(10**4000), 10**6000][-1]
