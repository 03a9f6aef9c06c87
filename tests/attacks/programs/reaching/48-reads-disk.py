# 48 Reads /dev/sda.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError


def f():
    return open("/dev/sda", "rb").read(10)
