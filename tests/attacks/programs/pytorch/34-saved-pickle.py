# 34 Saves, and has loaded again, a pickle that runs a command.
# images: torch
# against: double
# must: stopped protocol | stopped output | raised

import io
import os

import torch


class Bomb:
    def __reduce__(self):
        return os.mkdir, ("/tmp/planted-by-torch",)


def double(x):
    file = io.BytesIO()
    torch.save(Bomb(), file)
    os.write(3, file.getvalue())
    return file.getvalue()
