# 50 Writes a file: here.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError | raised OSError

import os


def f():
    open("planted", "w")
