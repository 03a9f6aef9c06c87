# 54 Becomes somebody else: setgroups.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.setgroups([0])
