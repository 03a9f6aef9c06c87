# 48 Reads /proc/version.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError


def f():
    return open("/proc/version", "rb").read(10)
