# 21 Answers the next question before it is asked.
# calls: 2
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked() + 1, HEAD + b"T"))
    return True
