# 60 Waits for a lock that it holds.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import threading


def f():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
