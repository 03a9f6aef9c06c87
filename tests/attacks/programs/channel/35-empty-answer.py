# 35 Sends an answer without anything.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), b""))
    while True:
        pass
