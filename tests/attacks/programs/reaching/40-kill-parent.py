# 40 Kills: parent.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.kill(os.getppid(), 9)
