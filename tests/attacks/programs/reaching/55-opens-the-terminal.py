# 55 Opens the controlling terminal.
# must: raised OSError | raised PermissionError | raised FileNotFoundError


def f():
    open("/dev/tty", "w").write("owned")
