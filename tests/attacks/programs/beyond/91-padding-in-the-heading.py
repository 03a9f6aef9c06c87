# 91 Fills the unused bytes of a heading.
# calls: 1
# must: returned True | stopped protocol
# with: frames

import os


def f():
    answer = bytearray(frame(6, asked(), HEAD + b"T"))
    answer[1:4] = b"\xff\xff\xff"
    os.write(3, answer)
    while True:
        pass
