# 72 Matches a regular expression that backtracks for ever.
# must: stopped cpu-time

import re


def f():
    return re.match("(a+)+$", "a" * 64 + "b")
