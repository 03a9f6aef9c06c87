# 37 Reads the environment that the process was started with.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError


def f():
    return open("/proc/self/environ", "rb").read()
