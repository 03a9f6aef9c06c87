# 72 Computes an integer of a thousand million digits.
# must: stopped cpu-time | raised MemoryError | stopped memory


def f():
    return 7**7**11
