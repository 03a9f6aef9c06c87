# 61 Forks by the older call.
# must: stopped forbidden | raised OSError | raised BlockingIOError

import ctypes
import platform


def f():
    if platform.machine() != "x86_64":
        raise OSError("there is no such call")
    if ctypes.CDLL(None, use_errno=True).syscall(57) < 0:
        raise OSError(ctypes.get_errno(), "refused")
