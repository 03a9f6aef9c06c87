# 85 Returns a list whose iteration never ends.
# must: stopped cpu-time | stopped memory | raised MemoryError


class Odd(list):
    def __iter__(self):
        while True:
            yield None


def f():
    return Odd([1])
