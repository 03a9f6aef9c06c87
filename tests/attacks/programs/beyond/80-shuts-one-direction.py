# 80 Shuts its end for writing and lives on.
# must: stopped

import ctypes


def f():
    ctypes.CDLL(None).shutdown(3, 1)
    while True:
        pass
