# 60 Waits for the judge to say more.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import os


def f():
    for descriptor in (3, 4):
        try:
            os.read(descriptor, 1 << 20)
        except OSError:
            continue
