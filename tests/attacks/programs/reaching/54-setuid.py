# 54 Becomes somebody else: setuid.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.setuid(0)
