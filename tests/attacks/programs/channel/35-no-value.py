# 35 Sends an answer without a value.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD))
    while True:
        pass
