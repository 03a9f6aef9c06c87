# 81 Closes the channel and lives on.
# must: stopped protocol

import os


def f():
    os.close(3)
    while True:
        pass
