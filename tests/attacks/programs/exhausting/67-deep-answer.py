# 67 Answers with lists in lists in lists.
# must: returned


def f():
    deep = []
    for _ in range(10**5):
        deep = [deep]
    return deep
