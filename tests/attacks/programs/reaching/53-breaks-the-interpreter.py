# 53 Gives a tuple of Python's own away, again and again.
# must: stopped | raised | returned 2

import ctypes


def f():
    for _ in range(10**5):
        ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))
        ctypes.pythonapi.Py_DecRef(ctypes.py_object(True))
    ctypes.memset(id(int), 0, 400)
    return 1 + 1
