# 42 Asks a name server.
# modes: standard full
# must: stopped forbidden | raised gaierror | raised LookupError

import socket


def f():
    return socket.gethostbyname(b"localhost.example")
