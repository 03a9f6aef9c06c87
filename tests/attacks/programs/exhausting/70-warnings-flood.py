# 70 Warns without end.
# must: stopped printed

import warnings


def f():
    for number in range(10**9):
        warnings.warn(f"warning {number}")
