# 85 Returns a dictionary whose items never end.
# must: stopped cpu-time | stopped memory | raised MemoryError


class Odd(dict):
    def items(self):
        while True:
            yield "key", 1


def f():
    return Odd(a=1)
