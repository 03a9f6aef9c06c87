import torch


def fake_quantize(x: torch.Tensor, scale: torch.Tensor, limit: int = 127) -> torch.Tensor:
    with torch.no_grad():
        steps = x / scale
        inside = ((steps >= -limit) & (steps <= limit)).to(x.dtype)
        target = scale * torch.round(steps).clip(-limit, limit)
    through = x * inside
    return target + (through - through.detach())
