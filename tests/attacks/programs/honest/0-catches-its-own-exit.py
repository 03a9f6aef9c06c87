# 0 Raises and catches what others end by.
# against: double
# must: right

import sys


def double(x):
    try:
        sys.exit(1)
    except SystemExit:
        pass
    try:
        raise KeyboardInterrupt
    except BaseException:
        return 2 * x
