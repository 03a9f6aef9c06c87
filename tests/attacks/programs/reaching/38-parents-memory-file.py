# 38 Opens the memory of the parent.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError

import os


def f():
    return open(f"/proc/{os.getppid()}/mem", "r+b").read(1)
