# 38 Calls process_vm_writev on the parent.
# modes: standard full
# must: stopped forbidden

import ctypes
import os


def f():
    return ctypes.CDLL(None).process_vm_writev(os.getppid(), None, 0, None, 0, 0)
