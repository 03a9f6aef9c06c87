# 35 Says a number where the names of changed arguments belong.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), b"TU\0\0\0\0M\0\0\0\0T"))
    while True:
        pass
