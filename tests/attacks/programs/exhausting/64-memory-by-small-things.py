# 64 Takes memory by small objects without end.
# must: raised MemoryError | stopped memory | stopped cpu-time | stopped crashed


def f():
    kept = None
    while True:
        kept = [(kept, [0.5] * 4096)]
