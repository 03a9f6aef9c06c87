# 66 Reserves the disk without writing.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError | raised OSError

import os


def f():
    with open("/tmp/planted-fallocate", "wb") as file:
        os.posix_fallocate(file.fileno(), 0, 1 << 40)
