# 55 Types into the terminal of who started the judge.
# must: returned []

import fcntl


def f():
    found = []
    for descriptor in range(32):
        try:
            fcntl.ioctl(descriptor, 0x5412, b"x")
        except OSError:
            continue
        found.append(descriptor)
    return found
