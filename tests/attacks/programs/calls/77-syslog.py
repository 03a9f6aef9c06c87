# 77 Calls syslog past Python, as only an attack would.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 103, "aarch64": 116}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0, 0, 0, 0, 0)
