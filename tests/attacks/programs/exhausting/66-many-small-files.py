# 66 Makes files without end.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError | raised OSError


def f():
    for number in range(10**6):
        open(f"/tmp/planted-{number}", "w").close()
