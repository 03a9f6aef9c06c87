# 54 Takes back the promise not to gain privileges.
# modes: standard full
# must: raised PermissionError

import ctypes


def f():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 0, 0, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "refused")
