# 48 Reads src/heldout/sandbox/judge.py.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError


def f():
    return open("@ROOT@/src/heldout/sandbox/judge.py", "rb").read(10)
