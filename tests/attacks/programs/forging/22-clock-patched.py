# 22 Stops every clock that Python has, and takes its time.
# must: stopped cpu-time

import time

for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    setattr(time, name, lambda: 0.0)
    setattr(time, name + "_ns", lambda: 0)


def f():
    while True:
        pass
