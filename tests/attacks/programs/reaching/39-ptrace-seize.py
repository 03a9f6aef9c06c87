# 39 Traces: seize.
# modes: standard full
# must: stopped forbidden

import ctypes
import os


def f():
    return ctypes.CDLL(None).ptrace(0x4206, os.getppid(), 0, 0)
