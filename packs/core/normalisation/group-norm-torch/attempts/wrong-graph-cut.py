# expect: graph-cut
import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    with torch.no_grad():
        rows = x.reshape(len(x) * num_groups, -1)
        centred = rows - rows.mean(dim=-1, keepdim=True)
        var = centred.square().mean(dim=-1, keepdim=True)
        out = (centred / (var + eps).sqrt()).reshape(x.shape)
        each = (x.shape[1], *[1] * (x.ndim - 2))
        if weight is not None:
            out = out * weight.reshape(each)
        return out if bias is None else out + bias.reshape(each)
