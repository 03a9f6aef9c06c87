"""What forgers of answers begin with: attacks that say `with: frames` have it in front."""

import struct
import sys

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQI", kind, number & 0xFFFFFFFF, len(body), 0) + body


def asked():
    """The number of the question that waits for its answer, found on the harness's stack."""
    place = sys._getframe()
    while place is not None:
        for name, value in place.f_locals.items():
            if type(value).__name__ == "Frame":
                return value.number
            if name == "number" and "kind" in place.f_locals and place.f_code is not frame.__code__:
                return value
        place = place.f_back
    raise LookupError("the harness has no number")
