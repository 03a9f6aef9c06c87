# 93 Looks at the inputs of later calls before it answers the first; what is right stays unknown.
# against: stable-softmax
# must: not right
# with: frames

import os
import select


def softmax(x, axis=-1):
    seen = b""
    while select.select([4], [], [], 0.05)[0]:
        seen += os.read(4, 1 << 16)
    os.write(3, frame(6, asked(), HEAD + seen[-40:]))
    os._exit(0)
