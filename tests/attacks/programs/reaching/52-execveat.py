# 52 Starts a program by execveat.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 322, "aarch64": 281}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, -100, b"/bin/true", None, None, 0)
