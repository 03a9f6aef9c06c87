# 67 Answers with a long text.
# must: stopped output


def f():
    return "x" * (1 << 23)
