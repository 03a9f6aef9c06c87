# 35 Sends the judge a call to make.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(2, asked(), b"S\1\0\0\0fL\0\0\0\0M\0\0\0\0"))
    while True:
        pass
