# 91 Writes a right-looking answer itself and never returns.
# calls: 2
# must: stopped cpu-time
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"T"))
    while True:
        pass
