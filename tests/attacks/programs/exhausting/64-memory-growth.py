# 64 Takes memory without end.
# must: raised MemoryError | stopped memory | stopped cpu-time
# limits: {"cpu_seconds": 1.0}


def f():
    kept = []
    while True:
        kept.append(bytearray(1 << 22))
