# expect: neighbours
import torch


def apply_rope(q, k, positions, base=10000.0):
    half = q.shape[-1] // 2
    rates = 1.0 / base ** (torch.arange(half, dtype=torch.float64) / half)
    p = positions[:, None, :, None].double()
    angles = p * rates
    cos, sin = angles.cos().to(q.dtype), angles.sin().to(q.dtype)

    def turn(x):
        a, b = x[..., 0::2], x[..., 1::2]
        return torch.stack([a * cos - b * sin, b * cos + a * sin], dim=-1).flatten(-2)

    return turn(q), turn(k)
