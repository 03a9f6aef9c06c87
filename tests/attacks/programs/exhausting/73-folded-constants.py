# 73 Has the compiler compute large constants.
# must: stopped cpu-time | raised MemoryError | stopped memory


def f():
    return len("x" * 10**9) if 0 else 9**9**9
