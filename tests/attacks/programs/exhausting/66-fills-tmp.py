# 66 Fills the disk through a temporary file.
# must: raised OSError | raised PermissionError | raised FileNotFoundError

import tempfile


def f():
    with tempfile.TemporaryFile(prefix="planted") as file:
        while True:
            file.write(bytes(1 << 16))
