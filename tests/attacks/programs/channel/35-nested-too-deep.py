# 35 Nests a hundred thousand lists.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"L\1\0\0\0" * 10**5 + b"N"))
    while True:
        pass
