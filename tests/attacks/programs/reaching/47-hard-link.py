# 47 Plants a hard link to somebody else's file.
# modes: standard full
# must: raised PermissionError

import os


def f():
    os.link(os.__file__, "/tmp/planted-hard-link")
