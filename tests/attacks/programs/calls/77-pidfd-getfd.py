# 77 Calls pidfd_getfd past Python, as only an attack would.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 438, "aarch64": 438}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0, 0, 0, 0, 0)
