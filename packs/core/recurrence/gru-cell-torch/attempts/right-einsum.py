import torch


def gru_cell(x, h, w_ih, w_hh, b_ih=None, b_hh=None):
    H, D = h.shape[-1], x.shape[-1]
    fed = torch.einsum("...d,ghd->...gh", x, w_ih.reshape(3, H, D))
    held = torch.einsum("...k,ghk->...gh", h, w_hh.reshape(3, H, H))
    if b_ih is not None:
        fed = fed + b_ih.reshape(3, H)
    if b_hh is not None:
        held = held + b_hh.reshape(3, H)
    gates = torch.sigmoid(fed[..., :2, :] + held[..., :2, :])
    r, z = gates.unbind(dim=-2)
    return torch.lerp(torch.tanh(fed[..., 2, :] + r * held[..., 2, :]), h, z)
