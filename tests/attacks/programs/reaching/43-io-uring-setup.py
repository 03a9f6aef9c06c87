# 43 Makes an io_uring, to have the kernel do its calls.
# modes: standard full
# must: stopped forbidden

import ctypes
import platform

NUMBER = {"x86_64": 425, "aarch64": 425}[platform.machine()]


def f():
    return ctypes.CDLL(None).syscall(NUMBER, 8, ctypes.create_string_buffer(120))
