# 35 Answers the next question instead of this one.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked() + 1, HEAD + b"T"))
    while True:
        pass
