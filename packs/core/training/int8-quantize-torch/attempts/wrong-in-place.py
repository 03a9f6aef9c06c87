# expect: changed-argument
import torch


def fake_quantize(x, scale, limit=127):
    with torch.no_grad():
        x /= scale
    steps = x.clamp(-limit, limit)
    return (steps + (steps.round() - steps).detach()) * scale
