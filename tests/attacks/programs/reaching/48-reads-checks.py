# 48 Reads packs/core/activations/stable-softmax/checks.py.
# modes: standard full
# must: raised PermissionError | raised FileNotFoundError


def f():
    return open("@ROOT@/packs/core/activations/stable-softmax/checks.py", "rb").read(10)
