# 61 Forks while it is imported, and the copy answers.
# must: stopped forbidden | raised BlockingIOError

import os

if os.fork() == 0:
    os.write(3, b"x" * 99)
