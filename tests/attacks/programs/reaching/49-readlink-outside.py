# 49 Follows the links of the process folder.
# modes: full
# must: raised FileNotFoundError | raised PermissionError

import os


def f():
    return [os.readlink("/proc/self/exe"), os.readlink("/proc/self/cwd")]
