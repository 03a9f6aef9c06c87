# 41 Kills the parent through one of its threads.
# modes: standard full
# must: stopped forbidden

import ctypes
import os
import platform

NUMBER = {"x86_64": 234, "aarch64": 131}[platform.machine()]


def f():
    parent = os.getppid()
    return ctypes.CDLL(None).syscall(NUMBER, parent, parent, 9)
