# 63 Leaves a thread behind that would answer later.
# calls: 2
# must: raised RuntimeError | stopped protocol
# with: frames

import os


def late():
    while True:
        os.write(3, frame(6, asked() + 1, HEAD + b"T"))


def f():
    import threading

    threading.Thread(target=late, daemon=True).start()
    return True
