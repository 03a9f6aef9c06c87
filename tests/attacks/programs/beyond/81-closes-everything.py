# 81 Closes every descriptor and lives on.
# must: stopped protocol

import os


def f():
    os.closerange(0, 99)
    while True:
        pass
