# expect: not-scaled
import torch
import torch.nn.functional as F


def multi_head_attention(
    x, in_weight, in_bias, out_weight, out_bias, num_heads, padding=None, causal=False
):
    N, T, _E = x.shape
    A = out_weight.shape[1]
    d = A // num_heads
    q, k, v = F.linear(x, in_weight, in_bias).chunk(3, dim=-1)
    q = q.reshape(N, T, num_heads, d).transpose(1, 2)
    k = k.reshape(N, T, num_heads, d).transpose(1, 2)
    v = v.reshape(N, T, num_heads, d).transpose(1, 2)
    s = q @ k.transpose(-2, -1)
    if causal:
        later = torch.ones(T, T, dtype=torch.bool).triu(1)
        s = s.masked_fill(later, -1e30)
    if padding is not None:
        s = s.masked_fill(padding[:, None, None, :], -1e30)
    y = torch.softmax(s, dim=-1) @ v
    y = y.transpose(1, 2).reshape(N, T, A)
    return F.linear(y, out_weight, out_bias)
