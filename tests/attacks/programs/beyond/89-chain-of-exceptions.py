# 89 Raises an exception with a hundred thousand causes.
# must: raised ValueError


def f():
    error = ValueError(0)
    for number in range(10**4):
        later = ValueError(number)
        later.__cause__ = error
        error = later
    raise error
