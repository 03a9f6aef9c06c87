# 72 Asks for the decimal digits of a long integer.
# must: stopped cpu-time | raised MemoryError | stopped memory

import sys

sys.set_int_max_str_digits(0)


def f():
    return str(1 << 10**8)
