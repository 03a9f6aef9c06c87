# expect: forbidden-call
import torch
from torch import nn


def rnn_forward(x, w_x, w_h, b, h0=None):
    net = nn.RNN(w_x.shape[1], w_h.shape[0], batch_first=True, dtype=x.dtype)
    weights = {"weight_ih_l0": w_x, "weight_hh_l0": w_h, "bias_ih_l0": b, "bias_hh_l0": 0 * b}
    start = () if h0 is None else (h0[None],)
    return torch.func.functional_call(net, weights, (x, *start))[0]
