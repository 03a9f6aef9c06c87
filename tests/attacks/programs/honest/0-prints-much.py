# 0 Prints much, in every script.
# against: double
# must: right


def double(x):
    print("größer 大きい \N{ROCKET}", x)
    return x + x
