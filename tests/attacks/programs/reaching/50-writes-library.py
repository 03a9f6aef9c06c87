# 50 Writes a file: library.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError | raised OSError

import os


def f():
    open("" + os.path.dirname(os.__file__) + "/planted.py", "w")
