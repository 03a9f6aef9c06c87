# expect: forbidden-call
import torch


def max_pool2d(x, kernel, stride, padding=0):
    pool = torch.nn.MaxPool2d(kernel, stride, padding, return_indices=True)
    return pool(x)[0]
