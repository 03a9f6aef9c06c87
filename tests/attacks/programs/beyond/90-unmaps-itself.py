# 90 Unmaps the memory that it runs in.
# must: stopped | raised | returned

import ctypes


def f():
    place = id(f) & ~0xFFFFFF
    ctypes.CDLL(None).munmap(ctypes.c_void_p(place), ctypes.c_size_t(1 << 25))
    return [object() for _ in range(10**6)] and None
