# 90 Has a timer interrupt it ten thousand times a second.
# against: double
# calls: 20
# must: right

import signal


def double(x):
    signal.signal(signal.SIGALRM, lambda number, frame: None)
    signal.setitimer(signal.ITIMER_REAL, 0.0001, 0.0001)
    return 2 * x
