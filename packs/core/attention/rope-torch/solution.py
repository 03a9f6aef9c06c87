def apply_rope(q, k, positions, base=10000.0):
    """q (N, H, T, D) and k (N, G, T, D), turned by their positions (N, T)."""
    import torch

    half = q.shape[3] // 2
    rates = base ** (-torch.arange(half, dtype=torch.float64) / half)  # (D/2,)
    angles = positions[:, None, :, None] * rates  # (N, 1, T, D/2)
    cos, sin = angles.cos().to(q.dtype), angles.sin().to(q.dtype)

    def turned(x):
        a, b = x.chunk(2, dim=3)
        return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=3)

    return turned(q), turned(k)
