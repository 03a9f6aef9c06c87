# 74 Becomes a real-time process.
# must: raised PermissionError

import os


def f():
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
