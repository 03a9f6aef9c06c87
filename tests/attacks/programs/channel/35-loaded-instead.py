# 35 Answers a call as if it were the loading.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(5, asked(), b"U\0\0\0\0"))
    while True:
        pass
