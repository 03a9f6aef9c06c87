# 63 Leaves a thread behind that would answer later.
# calls: 2
# must: raised RuntimeError | stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def late():
    while True:
        os.write(3, frame(6, 3, HEAD + b"T"))


def f():
    import threading

    threading.Thread(target=late, daemon=True).start()
    return True
