# 86 Returns, prints and raises halves of characters.
# must: raised ValueError

import os

HALF = "\ud800\udfff\udc80"


def f():
    os.write(1, HALF.encode("utf-8", "surrogatepass") + b"\xff\xc0\x80")
    raise ValueError(HALF)
