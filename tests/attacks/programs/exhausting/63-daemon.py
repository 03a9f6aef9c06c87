# 63 Forks twice and stays as a daemon.
# must: stopped forbidden | raised BlockingIOError

import os


def f():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                pass
        os._exit(0)
    return True
