# 54 Becomes root again.
# must: stopped forbidden | raised PermissionError

import os


def f():
    os.setresuid(0, 0, 0)
    return os.getuid()
