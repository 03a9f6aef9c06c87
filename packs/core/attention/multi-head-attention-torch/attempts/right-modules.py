import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, num_heads):
        super().__init__()
        self.num_heads = num_heads

    def forward(self, qkv, hidden):
        N, T, width = qkv.shape
        q, k, v = qkv.reshape(N, T, 3, self.num_heads, -1).unbind(dim=2)
        s = torch.einsum("nthd,nshd->nhts", q, k) / q.shape[-1] ** 0.5
        p = torch.where(hidden[:, None], torch.finfo(s.dtype).min, s).softmax(-1)
        return torch.einsum("nhts,nshd->nthd", p, v).reshape(N, T, width // 3)


def multi_head_attention(
    x, in_weight, in_bias, out_weight, out_bias, num_heads, padding=None, causal=False
):
    N, T, _ = x.shape
    hidden = torch.zeros(N, T, T, dtype=torch.bool)
    if causal:
        hidden |= torch.triu(torch.ones(T, T, dtype=torch.bool), diagonal=1)
    if padding is not None:
        hidden |= padding[:, None, :]
    heads = SelfAttention(num_heads)(nn.functional.linear(x, in_weight, in_bias), hidden)
    return nn.functional.linear(heads, out_weight, out_bias)
