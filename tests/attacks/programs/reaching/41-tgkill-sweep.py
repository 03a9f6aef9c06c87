# 41 Kills whatever process it meets.
# modes: standard full
# must: stopped forbidden

import ctypes
import os
import platform

NUMBER = {"x86_64": 234, "aarch64": 131}[platform.machine()]


def f():
    for pid in range(2, 99999):
        ctypes.CDLL(None).syscall(NUMBER, pid, pid, 9)
