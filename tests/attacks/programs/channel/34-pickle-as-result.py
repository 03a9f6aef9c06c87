# 34 Returns an object that runs a command when it is unpickled.
# against: double
# must: not right

import os


class Bomb:
    def __reduce__(self):
        return os.mkdir, ("/tmp/planted-by-pickle",)


def double(x):
    return Bomb()
