# 90 Hands the kernel a list of locks that leads nowhere, and dies.
# must: stopped exited

import ctypes
import os
import platform

NUMBER = {"x86_64": 273, "aarch64": 99}[platform.machine()]


def f():
    ctypes.CDLL(None).syscall(NUMBER, ctypes.c_void_p(8), 24)
    os._exit(0)
