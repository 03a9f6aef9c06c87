# 42 Opens a socket: kernel-cryptography.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(38, 5)
