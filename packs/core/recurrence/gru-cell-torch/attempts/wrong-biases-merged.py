# expect: biases-merged
def gru_cell(x, h, w_ih, w_hh, b_ih=None, b_hh=None):
    """One step as `nn.GRUCell` takes it: a new h; gradients flow back to all arguments."""
    import torch
    from torch.nn import functional

    biases = [bias for bias in (b_ih, b_hh) if bias is not None]
    fed = functional.linear(x, w_ih, sum(biases) if biases else None)
    held = functional.linear(h, w_hh)
    fed_r, fed_z, fed_n = fed.chunk(3, dim=-1)  # (…, H) each
    held_r, held_z, held_n = held.chunk(3, dim=-1)
    r, z = torch.sigmoid(fed_r + held_r), torch.sigmoid(fed_z + held_z)
    n = torch.tanh(fed_n + r * held_n)
    return (1 - z) * n + z * h
