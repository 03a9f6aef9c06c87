# 42 Opens a socket: UNIX.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(1, 1)
