# 64 Takes memory without end while it is imported.
# must: raised MemoryError | stopped memory | stopped cpu-time
# limits: {"cpu_seconds": 1.0}

kept = []
while True:
    kept.append(bytearray(1 << 22))
