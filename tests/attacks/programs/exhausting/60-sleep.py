# 60 Sleeps for ever.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import time


def f():
    time.sleep(10**6)
