# 53 Reads from address nought.
# must: stopped crashed

import ctypes


def f():
    ctypes.string_at(0)
