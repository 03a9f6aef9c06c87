# 35 Sends a text that is not UTF-8.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, frame(6, asked(), HEAD + b"S" + struct.pack("<I", 2) + b"\xff\xfe"))
    while True:
        pass
