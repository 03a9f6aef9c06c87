# 80 Passes its descriptors to the judge beside an answer.
# must: stopped | raised
# with: frames

import os
import struct
import socket


def f():
    end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=3)
    for _ in range(50):
        control = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("3i", 0, 1, 3))]
        end.sendmsg([b"x"], control)
