# 85 Returns a text whose methods run code.
# must: raised | returned {'key': 'value'} | stopped exited


class Odd(str):
    def encode(self, *args):
        raise SystemExit(0)

    def __str__(self):
        raise SystemExit(0)


def f():
    return {Odd("key"): Odd("value")}
