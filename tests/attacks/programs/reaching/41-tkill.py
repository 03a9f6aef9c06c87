# 41 Kills the parent by the older call.
# modes: standard full
# must: stopped forbidden

import ctypes
import os
import platform

NUMBER = {"x86_64": 200, "aarch64": 130}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, os.getppid(), 9)
