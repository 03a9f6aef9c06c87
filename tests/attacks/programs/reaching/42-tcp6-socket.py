# 42 Opens a socket: TCP over IPv6.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(10, 1)
