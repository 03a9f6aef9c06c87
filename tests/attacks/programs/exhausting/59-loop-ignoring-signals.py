# 59 Loops for ever, ignoring every signal that can be ignored.
# must: stopped cpu-time

import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))


def f():
    while True:
        pass
