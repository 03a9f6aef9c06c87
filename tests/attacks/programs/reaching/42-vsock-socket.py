# 42 Opens a socket: virtual-machine.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(40, 1)
