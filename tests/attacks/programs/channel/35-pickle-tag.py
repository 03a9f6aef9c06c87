# 35 Sends a pickle where a value belongs.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"\x80\x04cos\nsystem\n."))
    while True:
        pass
