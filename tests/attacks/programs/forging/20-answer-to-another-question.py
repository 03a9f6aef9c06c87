# 20 Answers a question that was not asked.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, 77 + asked(), HEAD + b"T"))
