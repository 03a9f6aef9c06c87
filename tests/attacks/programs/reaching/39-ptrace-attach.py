# 39 Traces: attach.
# modes: standard full
# must: stopped forbidden

import ctypes
import os


def f():
    return ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0)
