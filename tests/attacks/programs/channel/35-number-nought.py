# 35 Answers question number nought.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, 0, HEAD + b"T"))
    while True:
        pass
