# 35 Sends the judge a source to load.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(1, asked(), b"S\1\0\0\0fTT"))
    while True:
        pass
