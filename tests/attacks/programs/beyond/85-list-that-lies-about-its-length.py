# 85 Returns a list of a million that says it is empty.
# must: stopped protocol | stopped output | stopped cpu-time


class Odd(list):
    def __len__(self):
        return 0


def f():
    return Odd([0] * 500_000)
