# 54 Becomes somebody else: setgid.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.setgid(0)
