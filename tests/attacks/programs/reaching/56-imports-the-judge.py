# 56 Imports the judge's modules through those that it runs in.
# modes: standard full
# must: raised

import sys


def f():
    package = next(name for name in sys.modules if name.endswith(".child")).partition(".")[0]
    return __import__(f"{package}.judge")
