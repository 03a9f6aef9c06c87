# 52 Starts a program: execve.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.execv("/bin/true", ["true"])
