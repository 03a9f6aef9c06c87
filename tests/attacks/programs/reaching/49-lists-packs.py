# 49 Lists packs.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError

import os


def f():
    return os.listdir("@ROOT@/packs")
