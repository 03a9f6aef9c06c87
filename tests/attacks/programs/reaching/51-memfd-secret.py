# 51 Makes a file in memory that nobody else may see.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 447, "aarch64": 447}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0)
