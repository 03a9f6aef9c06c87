# 45 Makes a system call of the x32 architecture.
# modes: standard full
# must: stopped forbidden | raised OSError

import ctypes


def f():
    if ctypes.CDLL(None, use_errno=True).syscall(0x40000000 | 39) < 0:
        raise OSError(ctypes.get_errno(), "refused")
