# 37 Reads the environment.
# must: returned {}

import os


def f():
    return dict(os.environ)
