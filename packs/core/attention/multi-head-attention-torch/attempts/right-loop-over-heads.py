import torch


def multi_head_attention(
    x, in_weight, in_bias, out_weight, out_bias, num_heads, padding=None, causal=False
):
    steps = torch.arange(x.shape[1])
    hidden = torch.zeros(x.shape[0], len(steps), len(steps), dtype=x.dtype)
    if causal:
        hidden[:, steps[:, None] < steps] = -torch.inf
    if padding is not None:
        hidden = hidden.masked_fill(padding.unsqueeze(1), -torch.inf)
    parts = [
        [(x @ w.T + b) for w, b in zip(ws.chunk(num_heads), bs.chunk(num_heads), strict=False)]
        for ws, bs in zip(in_weight.chunk(3), in_bias.chunk(3), strict=False)
    ]
    out = out_bias
    for q, k, v, u in zip(*parts, out_weight.chunk(num_heads, dim=1), strict=False):
        p = torch.softmax(torch.einsum("ntd,nsd->nts", q, k) * q.shape[-1] ** -0.5 + hidden, 2)
        out = out + p @ v @ u.T
    return out
