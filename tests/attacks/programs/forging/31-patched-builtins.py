# 31 Replaces the builtins that a comparison would use.
# against: stable-softmax
# must: not right

import builtins

import numpy as np

builtins.all = builtins.any = builtins.isinstance = lambda *args: True
builtins.abs = builtins.len = lambda thing: 0
builtins.compile = builtins.exec = lambda *args: None


def softmax(x, axis=-1):
    return np.zeros((2, 2))
