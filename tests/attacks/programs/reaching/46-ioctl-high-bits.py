# 46 Asks for TIOCSTI with high bits set, past a filter that compares 64 of them.
# must: raised OSError

import ctypes


def f():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ioctl(0, ctypes.c_ulong((1 << 32) | 0x5412), ctypes.c_char_p(b"x")) < 0:
        raise OSError(ctypes.get_errno(), "refused")
