# 50 Opens a folder to everybody.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError | raised OSError

import os


def f():
    os.chmod("/tmp", 0o777)
