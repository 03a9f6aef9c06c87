# 35 Announces fewer bytes than it sends.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, struct.pack("<B3xIQI", 6, asked(), 5, 0) + HEAD + b"T")
    while True:
        pass
