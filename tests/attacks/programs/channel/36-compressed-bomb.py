# 36 Returns a few bytes that unpack to a gibibyte.
# against: double
# must: not right

import zlib


def double(x):
    packer = zlib.compressobj(9)
    pieces = [packer.compress(bytes(1 << 20)) for _ in range(64)]
    return b"".join(pieces) + packer.flush()
