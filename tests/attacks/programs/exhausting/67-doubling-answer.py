# 67 Answers with a list that doubles at each level.
# must: returned | stopped


def f():
    tree = [0]
    for _ in range(60):
        tree = [tree, tree]
    return tree
