# 40 Kills: own-group.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.kill(0, 9)
