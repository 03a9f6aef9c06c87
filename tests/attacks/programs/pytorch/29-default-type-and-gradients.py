# 29 Leaves the default type and the gradient mode changed; right otherwise.
# images: torch
# against: double
# must: right

import torch

torch.set_default_dtype(torch.float64)
torch.set_grad_enabled(False)
torch.manual_seed(0)


def double(x):
    return torch.tensor(x).mul(2).numpy()
