# 81 Closes the channel and returns.
# must: stopped exited

import os


def f():
    os.close(3)
    return 1
