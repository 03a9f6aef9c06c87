# expect: forbidden-call
import torch
from torch import nn


def gru_cell(x, h, w_ih, w_hh, b_ih=None, b_hh=None):
    cell = nn.GRUCell(w_ih.shape[1], w_hh.shape[1], dtype=x.dtype)
    zeros = x.new_zeros(len(w_ih))
    weights = {"weight_ih": w_ih, "weight_hh": w_hh}
    weights["bias_ih"] = zeros if b_ih is None else b_ih
    weights["bias_hh"] = zeros if b_hh is None else b_hh
    return torch.func.functional_call(cell, weights, (x, h))
