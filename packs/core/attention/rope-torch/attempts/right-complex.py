import torch


def apply_rope(q, k, positions, base=10000.0):
    half = q.shape[-1] // 2
    theta = torch.tensor([float(base) ** (-i / half) for i in range(half)], dtype=torch.float64)
    angle = positions.to(torch.float64).unsqueeze(-1) * theta
    turn = torch.polar(torch.ones_like(angle), angle)[:, None]
    results = []
    for x in (q, k):
        z = torch.complex(x[..., :half].double(), x[..., half:].double()) * turn
        results.append(torch.cat([z.real, z.imag], dim=-1).to(x.dtype))
    return tuple(results)
