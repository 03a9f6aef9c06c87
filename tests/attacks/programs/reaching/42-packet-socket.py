# 42 Opens a socket: packet.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(17, 3)
