# 44 Enters another process's namespace.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 308, "aarch64": 268}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0, 0)
