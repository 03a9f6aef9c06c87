# 53 Makes a system call that no kernel has.
# must: raised OSError

import ctypes


def f():
    if ctypes.CDLL(None, use_errno=True).syscall(4999) < 0:
        raise OSError(ctypes.get_errno(), "refused")
