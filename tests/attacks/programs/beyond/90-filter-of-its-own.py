# 90 Loads a system-call filter of its own, to answer for the kernel.
# modes: standard full
# must: raised PermissionError

import ctypes


def f():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(22, 2, 0, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "refused")
