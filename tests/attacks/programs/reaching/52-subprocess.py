# 52 Starts a program: subprocess.
# modes: standard full
# must: stopped forbidden | raised PermissionError | raised FileNotFoundError

import subprocess


def f():
    subprocess.run(["/bin/true"])
