# 92 Traces the harness and changes its variables.
# must: returned 1 | raised | stopped

import sys


def trace(frame, event, argument):
    frame.f_locals["number"] = 99
    return trace


def f():
    sys.settrace(trace)
    frame = sys._getframe()
    while frame:
        frame.f_trace = trace
        frame = frame.f_back
    return 1
