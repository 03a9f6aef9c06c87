# 50 Makes folders, to keep something until the next time.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError | raised OSError

import os


def f():
    os.makedirs("/tmp/planted-folder/a/b")
