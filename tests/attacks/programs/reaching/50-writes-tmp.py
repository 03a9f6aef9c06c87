# 50 Writes a file: tmp.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError | raised OSError

import os


def f():
    open("/tmp/planted", "w")
