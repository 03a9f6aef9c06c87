# 40 Asks with signal 0 which processes there are.
# modes: standard full
# must: stopped forbidden

import os


def f():
    found = []
    for pid in range(2, 1000):
        try:
            os.kill(pid, 0)
        except OSError:
            continue
        found.append(pid)
    return found
