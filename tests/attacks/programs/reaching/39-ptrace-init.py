# 39 Traces: init.
# modes: standard full
# must: stopped forbidden

import ctypes
import os


def f():
    return ctypes.CDLL(None).ptrace(16, 1, 0, 0)
