# 21 Answers the same question twice.
# calls: 2
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"T"))
    return True
