# 72 Makes a text of a tebibyte.
# must: raised MemoryError | stopped memory | raised OverflowError


def f():
    return "x" * (1 << 40)
