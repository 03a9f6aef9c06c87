# 37 Reads the environment of the parent.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError

import os


def f():
    return open(f"/proc/{os.getppid()}/environ", "rb").read()
