# 42 Fetches a model from the network.
# images: torch
# modes: standard full
# must: raised | stopped forbidden

import torch


def f():
    return torch.hub.load_state_dict_from_url("http://127.0.0.1:9/planted.pt")
