# 54 Gives itself capabilities.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 126, "aarch64": 91}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0, 0)
