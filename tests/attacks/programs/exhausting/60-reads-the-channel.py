# 60 Waits for the judge to say more.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import os


def f():
    return os.read(3, 1 << 20)
