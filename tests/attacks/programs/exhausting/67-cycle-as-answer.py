# 67 Answers with a list that contains itself.
# must: returned


def f():
    cycle = []
    cycle.append(cycle)
    return cycle
