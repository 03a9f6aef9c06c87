import torch
import torch.nn.functional as F


def rnn_forward(x, w_x, w_h, b, h0=None):
    fed = F.linear(x, w_x, b)
    h = torch.zeros(x.size(0), b.numel(), dtype=x.dtype, device=x.device) if h0 is None else h0
    out = []
    for t in range(x.size(1)):
        h = (fed[:, t] + F.linear(h, w_h)).tanh()
        out.append(h.unsqueeze(1))
    return torch.cat(out, dim=1)
