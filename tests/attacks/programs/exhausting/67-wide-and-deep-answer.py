# 67 Answers with a list that grows a hundredfold at each level.
# must: returned | stopped


def f():
    tree = [0] * 100
    for _ in range(14):
        tree = [tree] * 100
    return tree
