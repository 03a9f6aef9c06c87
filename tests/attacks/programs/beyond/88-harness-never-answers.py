# 88 Replaces the harness's writing by silence.
# must: stopped wall-time | returned 1
# limits: {"wall_seconds": 0.15}

import sys

for name, module in list(sys.modules.items()):
    if name.endswith(".frames"):
        module.write = lambda descriptor, frame: None
        module.pack = lambda *args: b""


def f():
    return 1
