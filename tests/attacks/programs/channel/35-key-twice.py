# 35 Sends a dictionary with a key that comes twice.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"M\2\0\0\0" + (b"\1\0\0\0a" + b"N") * 2))
    while True:
        pass
