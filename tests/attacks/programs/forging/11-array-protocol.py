# 11 Returns an object that turns into an array when it is looked at.
# against: double
# must: not right

import numpy as np


class Later:
    def __init__(self, x):
        self.x = x

    def __array__(self, dtype=None, copy=None):
        return self.x * 2

    def __array_interface__(self):
        return self.x.__array_interface__


def double(x):
    return Later(x)
