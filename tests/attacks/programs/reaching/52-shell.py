# 52 Starts a program: shell.
# modes: standard full
# must: stopped forbidden

import os


def f():
    os.system("true")
