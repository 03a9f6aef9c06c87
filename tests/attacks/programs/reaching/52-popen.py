# 52 Starts a program: popen.
# modes: standard full
# must: stopped forbidden | raised PermissionError | raised FileNotFoundError

import os


def f():
    os.popen("id").read()
