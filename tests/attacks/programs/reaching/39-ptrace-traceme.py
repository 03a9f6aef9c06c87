# 39 Traces: traceme.
# modes: standard full
# must: stopped forbidden

import ctypes
import os


def f():
    return ctypes.CDLL(None).ptrace(0, 0, 0, 0)
