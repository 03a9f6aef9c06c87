# 64 Takes memory without end and swallows every refusal.
# must: stopped cpu-time | stopped memory


def f():
    kept = []
    while True:
        try:
            kept.append(bytearray(1 << 20))
        except MemoryError:
            pass
