# 81 Puts its output in the place of the channel.
# must: stopped

import os


def f():
    os.dup2(1, 3)
    print("x")
    return 1
