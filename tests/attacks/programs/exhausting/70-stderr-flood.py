# 70 Floods stderr.
# must: stopped printed

import os


def f():
    while True:
        os.write(2, b"x" * 65536)
