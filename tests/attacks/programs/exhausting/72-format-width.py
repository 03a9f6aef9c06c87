# 72 Formats a number a tebibyte wide.
# must: raised MemoryError | stopped memory | raised ValueError | raised OverflowError


def f():
    return f"{1:{1 << 40}d}"
