# 42 Joins a distributed group over the network.
# images: torch
# modes: standard full
# must: raised | stopped forbidden

import torch.distributed as group


def f():
    group.init_process_group("gloo", init_method="tcp://127.0.0.1:29500", rank=0, world_size=1)
