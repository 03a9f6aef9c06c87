# 89 Raises an exception with a message of ten megabytes.
# must: raised ValueError | raised MemoryError


def f():
    raise ValueError("x" * 10**7)
