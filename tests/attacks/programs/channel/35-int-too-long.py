# 35 Sends an integer of a million digits.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, frame(6, asked(), HEAD + b"I" + struct.pack("<I", 10**6) + b"9" * 10**6))
    while True:
        pass
