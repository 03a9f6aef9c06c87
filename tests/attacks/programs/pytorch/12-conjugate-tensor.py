# 12 Returns complex values behind a lazy conjugation.
# images: torch
# against: double
# must: not right

import torch


def double(x):
    return (2 * torch.from_numpy(x)).to(torch.complex128).conj()
