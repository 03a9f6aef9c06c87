# 77 Calls open_by_handle_at past Python, as only an attack would.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 304, "aarch64": 265}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 0, 0, 0, 0, 0)
