# 48 Reads /dev/urandom.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError


def f():
    return open("/dev/urandom", "rb").read(10)
