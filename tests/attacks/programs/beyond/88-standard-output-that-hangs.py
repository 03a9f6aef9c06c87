# 88 Replaces standard output by one that never ends its flushing.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import sys
import time


class Slow:
    def write(self, text):
        pass

    def flush(self):
        time.sleep(10**6)


def f():
    sys.stdout = Slow()
    return 1
