# 92 Looks at who it is and what it may.
# must: returned False

import ctypes
import os


def f():
    head, data = (ctypes.c_uint * 2)(0x20080522, 0), (ctypes.c_uint * 6)()
    ctypes.CDLL(None).capget(head, data)
    return os.getuid() == 0 or os.getgid() == 0 or 0 in os.getgroups() or any(data)
