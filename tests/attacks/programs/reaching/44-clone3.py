# 44 Starts a process by clone3, whose arguments a filter cannot see.
# modes: standard full
# must: raised OSError

import ctypes
import os
import struct


def f():
    arguments = ctypes.create_string_buffer(struct.pack("<11Q", 0x10000000, *[0] * 10))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(435, arguments, 88) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return os.getpid()
