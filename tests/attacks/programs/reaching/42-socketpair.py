# 42 Makes a pair of sockets.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socketpair()
