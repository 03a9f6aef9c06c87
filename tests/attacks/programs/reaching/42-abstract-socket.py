# 42 Connects to an abstract UNIX socket, such as a desktop's bus.
# modes: standard full
# must: stopped forbidden

import socket


def f():
    socket.socket(socket.AF_UNIX).connect("\0/tmp/.X11-unix/X0")
