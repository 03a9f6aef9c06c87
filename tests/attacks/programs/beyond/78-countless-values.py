# 78 Answers with a million values of one byte, each of which costs the judge 250.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), b"N" * 10**6))
    while True:
        pass
