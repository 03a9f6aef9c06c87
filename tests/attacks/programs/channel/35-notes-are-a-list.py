# 35 Sends a list where the notes belong.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), b"U\0\0\0\0" * 2 + b"L\0\0\0\0T"))
    while True:
        pass
