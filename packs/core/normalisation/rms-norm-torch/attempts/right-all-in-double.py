import torch


def rms_norm(x, weight, eps=1e-6):
    d = x.shape[-1]
    length = torch.linalg.vector_norm(x.double(), dim=-1, keepdim=True)
    rms = torch.sqrt(length.pow(2) / d + eps)
    return torch.div(x.double(), rms).mul(weight.double()).type_as(x)
