# 56 Imports Heldout, whose shelves are an answer key.
# must: raised ModuleNotFoundError


def f():
    import heldout.grading

    return heldout.__file__
