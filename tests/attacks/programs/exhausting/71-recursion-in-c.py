# 71 Recurs without end in C code, where no limit counts.
# must: raised MemoryError | raised RecursionError | stopped crashed | stopped cpu-time | stopped memory | stopped exited

import sys

sys.setrecursionlimit(10**9)


class Twin:
    def __repr__(self):
        return repr([self])


def f():
    return repr(Twin())
