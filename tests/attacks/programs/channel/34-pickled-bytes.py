# 34 Returns and sends the bytes of a pickle that runs a command.
# against: double
# must: stopped protocol | stopped output

import os
import pickle


class Bomb:
    def __reduce__(self):
        return os.mkdir, ("/tmp/planted-by-pickle",)


def double(x):
    os.write(3, pickle.dumps(Bomb()))
    return pickle.dumps(Bomb())
