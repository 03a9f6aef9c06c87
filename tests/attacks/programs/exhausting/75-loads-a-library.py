# 75 Loads a shared library from a place of its own.
# must: raised OSError

import ctypes


def f():
    return ctypes.CDLL("/tmp/planted.so")
