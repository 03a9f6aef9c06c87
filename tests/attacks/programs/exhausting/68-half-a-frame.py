# 68 Sends half an answer and falls silent.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}
# with: frames

import os
import time


def f():
    os.write(3, frame(6, asked(), HEAD + b"T")[:-1])
    time.sleep(10**6)
