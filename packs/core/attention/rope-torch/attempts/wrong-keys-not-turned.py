# expect: keys-not-turned
import torch


def apply_rope(q, k, positions, base=10000.0):
    half = q.shape[-1] // 2
    rates = 1.0 / base ** (torch.arange(half, dtype=torch.float64) / half)
    p = positions[:, None, :, None].double()
    angles = p * rates
    cos, sin = angles.cos().to(q.dtype), angles.sin().to(q.dtype)

    def turn(x):
        a, b = x[..., :half], x[..., half:]
        return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)

    return turn(q), k * 1
