# 82 Dies of the signal that says that processor time is used up.
# must: stopped cpu-time

import signal


def f():
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.raise_signal(signal.SIGXCPU)
