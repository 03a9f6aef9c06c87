import torch
import torch.nn.functional as F


def first_block(x, weight, bias):
    maps = F.conv2d(x, weight, bias, padding="same").clamp(min=0)
    return ["Conv2d", "ReLU", "MaxPool2d"], weight.numel() + len(bias), F.max_pool2d(maps, 2)
