# 50 Writes a file: shm.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError | raised OSError

import os


def f():
    open("/dev/shm/planted", "w")
