# expect: batch-norm
import torch
from torch import nn


def first_block(x, weight, bias):
    filters, channels = weight.shape[:2]
    convolution = nn.Conv2d(channels, filters, 3, padding=1).to(x.dtype)
    with torch.no_grad():
        convolution.weight.copy_(weight)
        convolution.bias.copy_(bias)
    block = nn.Sequential(convolution, nn.BatchNorm2d(filters), nn.ReLU(), nn.MaxPool2d(2, 2)).to(x.dtype).eval()
    names = [type(module).__name__ for module in block]
    return names, sum(p.numel() for p in block.parameters()), block(x)
