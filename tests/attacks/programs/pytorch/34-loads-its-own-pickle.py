# 34 Has PyTorch unpickle a command in its own process.
# images: torch
# modes: standard full
# must: stopped forbidden | raised

import io
import os

import torch


class Bomb:
    def __reduce__(self):
        return os.system, ("touch /tmp/planted-by-torch",)


def f():
    file = io.BytesIO()
    torch.save(Bomb(), file)
    file.seek(0)
    return torch.load(file, weights_only=False)
