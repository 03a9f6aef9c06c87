# 40 Has the kernel signal the parent when a descriptor is ready.
# modes: standard full
# must: raised PermissionError

import fcntl
import os


def f():
    fcntl.fcntl(3, fcntl.F_SETOWN, os.getppid())
