# 49 Asks whether files outside exist.
# modes: full
# must: returned []

import os


def f():
    return [p for p in ("/etc/passwd", "/bin/sh", "/boot", "/var/log") if os.access(p, os.F_OK)]
