# 35 Answers the last question that a heading can name.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, 4294967295, HEAD + b"T"))
    while True:
        pass
