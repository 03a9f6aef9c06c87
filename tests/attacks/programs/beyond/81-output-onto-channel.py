# 81 Puts the channel in the place of its output, and prints.
# must: stopped protocol | stopped output

import os


def f():
    os.dup2(3, 1)
    os.dup2(3, 2)
    print("Right" * 99, flush=True)
    return 1
