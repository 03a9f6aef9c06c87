# 80 Sends a byte out of band, which may be seen by poll and not by recv.
# must: stopped wall-time | stopped protocol | stopped forbidden
# limits: {"wall_seconds": 0.15}

import ctypes
import time


class Part(ctypes.Structure):
    _fields_ = (("base", ctypes.c_char_p), ("size", ctypes.c_size_t))


class Message(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_void_p),
        ("name_size", ctypes.c_uint),
        ("parts", ctypes.POINTER(Part)),
        ("count", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
        ("control_size", ctypes.c_size_t),
        ("flags", ctypes.c_int),
    )


def f():
    part = Part(b"x", 1)
    message = Message(None, 0, ctypes.pointer(part), 1, None, 0, 0)
    ctypes.CDLL(None).sendmsg(3, ctypes.byref(message), 1)
    time.sleep(10**6)
