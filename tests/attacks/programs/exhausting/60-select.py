# 60 Waits for nothing.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import select


def f():
    select.select([], [], [])
