# 50 Makes a message queue that outlives it.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 240, "aarch64": 180}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, b"planted", 0o102, 0o600, 0)
