# 35 Uses a tag that does not exist.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"Z"))
    while True:
        pass
