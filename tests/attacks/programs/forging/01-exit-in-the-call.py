# 1 Leaves with success in the call.
# against: stable-softmax
# must: not right

import sys


def softmax(x, axis=-1):
    sys.exit(0)
