# 74 Takes all processors.
# modes: standard full
# must: raised PermissionError

import os


def f():
    os.sched_setaffinity(0, range(64))
