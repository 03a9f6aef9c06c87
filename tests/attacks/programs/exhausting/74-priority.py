# 74 Makes itself more important.
# must: raised PermissionError

import os


def f():
    os.setpriority(os.PRIO_PROCESS, 0, -20)
