# 42 Opens a socket: TCP.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(2, 1)
