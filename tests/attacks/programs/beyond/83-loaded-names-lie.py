# 83 Says that it defines the function, and does not.
# against: stable-softmax
# must: not right
# with: frames

import os
import struct


def text(said):
    return b"S" + struct.pack("<I", len(said)) + said


os.write(3, frame(5, asked(), b"U\1\0\0\0" + text(b"softmax")))
os.read(3, 1)
os._exit(0)
