# 49 Lists /tmp.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError

import os


def f():
    return os.listdir("/tmp")
