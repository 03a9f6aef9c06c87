# 35 Raises an error on a line that is a text.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(7, asked(), (b"S\1\0\0\0a" * 2) + b"S\1\0\0\0a" * 2))
    while True:
        pass
