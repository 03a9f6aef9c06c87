# 66 Dies with a large core to dump.
# must: stopped crashed | stopped cpu-time

import os
import resource


def f():
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
    except (OSError, ValueError):
        pass
    kept = bytearray(1 << 26)
    os.abort()
    return kept
