# 40 Kills: everybody.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.kill(-1, 9)
