# 47 Plants a symbolic link where the judge may write later.
# modes: standard full
# must: returned None

import os


def f():
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "."):
        try:
            os.symlink("/etc/passwd", f"{folder}/planted-link")
        except (PermissionError, FileNotFoundError):
            continue
        return folder
