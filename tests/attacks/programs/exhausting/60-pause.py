# 60 Waits for a signal.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import signal


def f():
    while True:
        signal.pause()
