# expect: positions-for-heads
import torch


def apply_rope(q, k, positions, base=10000.0):
    half = q.shape[-1] // 2
    rates = 1.0 / base ** (torch.arange(half, dtype=torch.float64) / half)
    p = positions.double()[..., None]
    if p.shape[0] not in (1, q.shape[1]) or p.shape[0] not in (1, k.shape[1]):
        p = p[:, None]
    angles = p * rates
    cos, sin = angles.cos().to(q.dtype), angles.sin().to(q.dtype)

    def turn(x):
        a, b = x[..., :half], x[..., half:]
        return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)

    return turn(q), turn(k)
