# 44 Enters a user namespace of its own.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 272, "aarch64": 97}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0x10000000)
