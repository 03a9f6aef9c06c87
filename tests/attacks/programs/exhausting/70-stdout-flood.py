# 70 Floods stdout.
# must: stopped printed

import os


def f():
    while True:
        os.write(1, b"x" * 65536)
