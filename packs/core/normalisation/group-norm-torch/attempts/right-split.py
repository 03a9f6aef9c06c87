import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    done = []
    for part in torch.chunk(x, num_groups, dim=1):
        dims = list(range(1, x.dim()))
        gap = part - part.mean(dims, keepdim=True)
        done.append(gap / torch.sqrt(gap.pow(2).mean(dims, keepdim=True) + eps))
    out = torch.cat(done, dim=1)
    shape = [1, -1] + [1] * (x.dim() - 2)
    if weight is not None:
        out = out * weight.view(shape)
    if bias is not None:
        out = out + bias.view(shape)
    return out
