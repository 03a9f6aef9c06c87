# 92 Looks at what descriptors it was left.
# must: returned [0, 1, 2, 3] | returned [0, 1, 2, 3, 4]

import os


def f():
    found = []
    for descriptor in range(256):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        found.append(descriptor)
    return found
