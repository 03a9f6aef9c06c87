# 54 Becomes somebody else: seteuid.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.seteuid(0)
