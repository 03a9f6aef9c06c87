# 70 Prints without end.
# must: stopped printed


def f():
    while True:
        print("x" * 999)
