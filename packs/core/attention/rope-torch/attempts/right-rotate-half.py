import torch


def rotate_half(x):
    a, b = x[..., : x.shape[-1] // 2], x[..., x.shape[-1] // 2 :]
    return torch.cat((-b, a), dim=-1)


def apply_rope(q, k, positions, base=10000.0):
    d = q.shape[-1]
    inv_freq = 1.0 / base ** (torch.arange(0, d, 2).double() / d)
    freqs = torch.einsum("nt,f->ntf", positions.double(), inv_freq)
    emb = torch.cat((freqs, freqs), dim=-1).unsqueeze(1)
    cos, sin = emb.cos().to(q.dtype), emb.sin().to(q.dtype)
    return q * cos + rotate_half(q) * sin, k * cos + rotate_half(k) * sin
