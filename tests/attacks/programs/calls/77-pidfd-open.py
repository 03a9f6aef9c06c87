# 77 Calls pidfd_open past Python, as only an attack would.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 434, "aarch64": 434}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0, 0, 0, 0, 0)
