# 50 Makes System V shared memory that outlives it.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 29, "aarch64": 194}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 1234, 4096, 0o1600)
