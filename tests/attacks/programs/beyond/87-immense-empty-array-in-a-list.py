# 87 Answers with a list of arrays of no numbers and 2**40 rows.
# against: adam-step
# must: not right

import numpy as np


def adam_step(param, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    return [np.zeros((1 << 40, 0))] * 3
