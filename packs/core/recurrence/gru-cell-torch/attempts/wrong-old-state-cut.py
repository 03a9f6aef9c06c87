# expect: old-state-cut
def gru_cell(x, h, w_ih, w_hh, b_ih=None, b_hh=None):
    """One step as `nn.GRUCell` takes it: a new h; gradients flow back to all arguments."""
    import torch
    from torch.nn import functional

    fed = functional.linear(x, w_ih, b_ih)  # (…, 3H)
    held = functional.linear(h, w_hh, b_hh)  # (…, 3H)
    fed_r, fed_z, fed_n = fed.chunk(3, dim=-1)  # (…, H) each
    held_r, held_z, held_n = held.chunk(3, dim=-1)
    r, z = torch.sigmoid(fed_r + held_r), torch.sigmoid(fed_z + held_z)
    n = torch.tanh(fed_n + r * held_n)
    return (1 - z) * n + z * h.detach()
