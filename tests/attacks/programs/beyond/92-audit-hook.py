# 92 Hangs a hook on everything that Python does.
# must: returned 1 | raised | stopped

import sys


def spoil(event, arguments):
    raise RuntimeError(event)


def f():
    sys.addaudithook(spoil)
    return 1
