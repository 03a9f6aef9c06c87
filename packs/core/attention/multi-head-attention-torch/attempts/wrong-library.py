# expect: forbidden-call
import torch
import torch.nn.functional as F


def multi_head_attention(
    x, in_weight, in_bias, out_weight, out_bias, num_heads, padding=None, causal=False
):
    _N, T, _ = x.shape
    packed = F.linear(x, in_weight, in_bias)
    q, k, v = packed.unflatten(2, (3, num_heads, -1)).permute(2, 0, 3, 1, 4)
    mask = torch.ones(T, T, dtype=torch.bool)
    if causal:
        mask = mask.tril()
    if padding is not None:
        mask = mask & ~padding[:, None, None]
    y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return F.linear(y.transpose(1, 2).flatten(2), out_weight, out_bias)
