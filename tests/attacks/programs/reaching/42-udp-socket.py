# 42 Opens a socket: UDP.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(2, 2)
