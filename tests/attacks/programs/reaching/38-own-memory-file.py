# 38 Opens its own memory as a file, to write where it may not.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError


def f():
    return open("/proc/self/mem", "r+b").read(1)
