# 20 Writes garbage to every descriptor.
# against: stable-softmax
# must: stopped protocol | stopped output | stopped printed

import os


def softmax(x, axis=-1):
    for descriptor in range(64):
        try:
            os.write(descriptor, b"score: 1.0 PASS " * 99)
        except OSError:
            pass
    return x * 0
