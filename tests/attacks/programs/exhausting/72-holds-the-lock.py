# 72 Holds the interpreter's lock in one long C call.
# must: stopped cpu-time


def f():
    return sum(range(10**13))
