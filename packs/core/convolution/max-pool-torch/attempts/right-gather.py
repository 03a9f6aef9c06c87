import torch
import torch.nn.functional as F


def max_pool2d(x, kernel, stride, padding=0):
    h, w = x.shape[2:]
    with torch.no_grad():
        padded = F.pad(x, (padding,) * 4, value=-torch.inf)
        plane = F.pad(torch.arange(h * w).reshape(h, w), (padding,) * 4, value=-1)
        windows = padded.unfold(2, kernel, stride).unfold(3, kernel, stride).flatten(-2)
        names = plane.unfold(0, kernel, stride).unfold(1, kernel, stride).flatten(-2)
        first = windows.argmax(-1, keepdim=True)
        chosen = names.expand(windows.shape).gather(-1, first)[..., 0]
    return x.flatten(2).gather(2, chosen.flatten(2)).reshape(chosen.shape)
