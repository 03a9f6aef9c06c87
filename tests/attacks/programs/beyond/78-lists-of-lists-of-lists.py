# 78 Announces sixteen nested lists, each as long as lists may be.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, frame(6, asked(), HEAD + (b"L" + struct.pack("<I", 199_999)) * 15 + b"N" * 10))
    while True:
        pass
