# 48 Reads /etc/passwd.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError


def f():
    return open("/etc/passwd", "rb").read(10)
