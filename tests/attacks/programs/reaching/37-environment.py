# 37 Reads the environment.
# must: returned {'HOME': '/'}

import os


def f():
    return dict(os.environ)
