# 35 Sends an integer with an underscore, which int() would take.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, frame(6, asked(), HEAD + b"I" + struct.pack("<I", 3) + b"1_0"))
    while True:
        pass
