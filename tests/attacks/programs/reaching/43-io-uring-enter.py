# 43 Calls io_uring_enter past Python.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 426, "aarch64": 426}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0, 0, 0, 0, 0)
