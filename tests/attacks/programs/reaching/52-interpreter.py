# 52 Starts a program: interpreter.
# modes: standard full
# must: stopped forbidden | raised PermissionError | raised FileNotFoundError

import subprocess
import sys


def f():
    subprocess.run([sys.executable, "-c", "0"])
