# 82 Kills itself, as if memory had run out.
# must: stopped memory

import signal


def f():
    signal.raise_signal(signal.SIGKILL)
