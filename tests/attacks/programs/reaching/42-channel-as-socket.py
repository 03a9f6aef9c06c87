# 42 Uses the channel itself to connect elsewhere.
# modes: standard full
# must: stopped forbidden

import ctypes


def f():
    address = b"\2\0\0\x50\x7f\0\0\1" + bytes(8)
    return ctypes.CDLL(None).connect(3, address, 16)
