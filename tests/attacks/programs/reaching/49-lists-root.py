# 49 Lists /.
# modes: standard
# must: raised PermissionError | raised FileNotFoundError

import os


def f():
    return os.listdir("/")
