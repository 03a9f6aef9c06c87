# 89 Raises groups of exceptions within groups.
# must: raised ExceptionGroup | raised RecursionError | stopped


def f():
    group = ExceptionGroup("g", [ValueError(0)])
    for _ in range(10**3):
        group = ExceptionGroup("g", [group, group])
    raise group
