# 90 Makes itself readable to others of its user.
# modes: standard full
# must: raised PermissionError

import ctypes


def f():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(4, 1, 0, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "refused")
