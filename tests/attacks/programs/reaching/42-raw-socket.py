# 42 Opens a socket: raw.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(2, 3, 1)
