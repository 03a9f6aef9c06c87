# 70 Prints a little in each of many calls.
# calls: 9
# must: stopped printed


def f():
    print("x" * 6000)
