# 53 Aborts.
# must: stopped crashed

import os


def f():
    os.abort()
