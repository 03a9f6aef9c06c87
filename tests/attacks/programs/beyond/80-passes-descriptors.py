# 80 Passes its descriptors to the judge beside an answer.
# must: stopped | raised

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body

import socket


def f():
    end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=3)
    for _ in range(50):
        control = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("3i", 0, 1, 3))]
        end.sendmsg([b"x"], control)
