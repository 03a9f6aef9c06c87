# 71 Recurs without end, with the limit raised.
# must: raised MemoryError | stopped crashed | stopped cpu-time | stopped memory | stopped exited

import sys

sys.setrecursionlimit(10**9)


def f():
    return f()
