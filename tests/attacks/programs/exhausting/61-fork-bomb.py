# 61 Forks without end.
# must: stopped forbidden | raised BlockingIOError

import os


def f():
    while True:
        os.fork()
