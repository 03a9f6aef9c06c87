# 89 Gives its exception somebody else's traceback.
# must: raised ValueError | stopped

import types


def f():
    error = ValueError("x")
    trace = None
    for number in range(10**4):
        trace = types.TracebackType(trace, __import__("sys")._getframe(), 0, 10**9)
    raise error.with_traceback(trace)
