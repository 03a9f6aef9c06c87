# 52 Starts a program: posix-spawn.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.posix_spawn("/bin/true", ["true"], {})
