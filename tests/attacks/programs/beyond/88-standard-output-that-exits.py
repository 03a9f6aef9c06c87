# 88 Replaces standard output by one that exits.
# must: stopped exited

import sys


class Leaving:
    def write(self, text):
        pass

    def flush(self):
        raise SystemExit(0)


def f():
    sys.stdout = Leaving()
    return 1
