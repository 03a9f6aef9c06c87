# 79 Names a changed argument so that the sentence about it becomes a picture.
# against: double
# must: stopped protocol
# with: frames

import os
import struct


def text(said):
    return b"S" + struct.pack("<I", len(said)) + said


def double(x):
    name = text(b"`![x](http://a.example/b)<script>alert(1)</script>`")
    answer = b"U\1\0\0\0" + name + b"U\0\0\0\0" + b"M\0\0\0\0" + b"T"
    os.write(3, frame(6, asked(), answer))
    while True:
        pass
