import torch


def rnn_forward(x, w_x, w_h, b, h0=None):
    """Writes the rows into a tensor that is made first; autograd follows copies, too."""
    N, T, _ = x.shape
    out = x.new_empty(N, T, len(b))
    h = torch.zeros_like(out[:, 0]) if h0 is None else h0
    for t in range(T):
        h = torch.tanh(torch.einsum("nd,hd->nh", x[:, t], w_x) + b + torch.mm(h, w_h.t()))
        out[:, t] = h
    return out
