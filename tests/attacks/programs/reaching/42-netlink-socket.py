# 42 Opens a socket: netlink.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(16, 3)
