# 74 Takes the parent's processor time away.
# modes: standard full
# must: raised PermissionError

import os
import resource


def f():
    resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0))
