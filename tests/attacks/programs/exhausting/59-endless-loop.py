# 59 Loops for ever.
# must: stopped cpu-time


def f():
    while True:
        pass
