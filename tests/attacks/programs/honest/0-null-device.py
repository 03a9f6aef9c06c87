# 0 Writes to the null device.
# against: double
# must: right

import contextlib
import os


def double(x):
    with open(os.devnull, "w") as null, contextlib.redirect_stdout(null):
        print("nothing")
    return 2 * x
