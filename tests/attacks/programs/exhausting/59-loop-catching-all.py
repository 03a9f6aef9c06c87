# 59 Loops for ever and catches what would end it.
# must: stopped cpu-time


def f():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
