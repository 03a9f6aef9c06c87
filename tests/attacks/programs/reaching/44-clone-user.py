# 44 Starts a process in a user namespace of its own.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 56, "aarch64": 220}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0x10000011, 0, 0, 0, 0)
