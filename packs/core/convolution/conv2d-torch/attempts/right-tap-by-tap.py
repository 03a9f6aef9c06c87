import torch
import torch.nn.functional as F


class Layer(torch.nn.Module):
    def __init__(self, stride, padding):
        super().__init__()
        self.stride, self.padding = stride, padding

    def forward(self, x, weight, bias):
        p, s = self.padding, self.stride
        x = F.pad(x, (p, p, p, p))
        kh, kw = weight.shape[-2:]
        ho, wo = (x.shape[2] - kh) // s + 1, (x.shape[3] - kw) // s + 1
        total = 0
        for u in range(kh):
            for v in range(kw):
                taken = x[:, :, u : u + s * (ho - 1) + 1 : s, v : v + s * (wo - 1) + 1 : s]
                total = total + (taken.movedim(1, -1) @ weight[:, :, u, v].T).movedim(-1, 1)
        return total if bias is None else total + bias.reshape(1, -1, 1, 1)


def conv2d(x, weight, bias=None, stride=1, padding=0):
    return Layer(stride, padding)(x, weight, bias)
