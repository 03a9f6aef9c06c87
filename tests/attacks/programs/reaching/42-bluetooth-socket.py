# 42 Opens a socket: Bluetooth.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(31, 3)
