# 37 Reads the command line of the parent.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError

import os


def f():
    return open(f"/proc/{os.getppid()}/cmdline", "rb").read()
