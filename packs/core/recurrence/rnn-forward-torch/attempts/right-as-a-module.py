import torch
from torch import nn


class Cell(nn.Module):
    def forward(self, x, h, w_x, w_h, b):
        both = torch.cat([x, h], dim=1) @ torch.cat([w_x, w_h], dim=1).t()
        return torch.tanh(both + b)


def rnn_forward(x, w_x, w_h, b, h0=None):
    cell = Cell()
    h = torch.zeros_like(x[:, 0, :1]).expand(-1, w_h.shape[0]) if h0 is None else h0
    states = []
    for step in x.transpose(0, 1):
        h = cell(step, h, w_x, w_h, b)
        states.append(h)
    return torch.stack(states).transpose(0, 1)
