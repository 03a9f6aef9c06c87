# 49 Learns by stat that a file outside exists, and its size.
# modes: full
# must: raised FileNotFoundError

import os


def f():
    return os.stat("/etc/passwd").st_size
