# 60 Stops itself by a signal that cannot be caught.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import signal


def f():
    signal.raise_signal(signal.SIGSTOP)
