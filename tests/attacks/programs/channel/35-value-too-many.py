# 35 Sends an answer with one value more.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"TT"))
    while True:
        pass
