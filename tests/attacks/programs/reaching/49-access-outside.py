# 49 Asks whether files outside exist.
# modes: full
# must: returned []

import os


def f():
    return [p for p in ("/etc/passwd", "/home", "/bin/sh", "/tmp") if os.access(p, os.F_OK)]
