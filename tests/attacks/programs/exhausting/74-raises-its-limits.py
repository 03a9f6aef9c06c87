# 74 Raises its own limits.
# must: raised ValueError | raised PermissionError

import resource


def f():
    resource.setrlimit(resource.RLIMIT_CPU, (-1, -1))
