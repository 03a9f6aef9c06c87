def multi_head_attention(
    x, in_weight, in_bias, out_weight, out_bias, num_heads, padding=None, causal=False
):
    """Self-attention with several heads, (N, T, E)."""
    import torch

    T = x.shape[1]
    packed = x @ in_weight.T + in_bias  # (N, T, 3A): q, k, v
    split = packed.unflatten(2, (3, num_heads, -1))  # (N, T, 3, H, A/H)
    q, k, v = split.permute(2, 0, 3, 1, 4)  # each (N, H, T, A/H)
    scores = q @ k.mT / q.shape[3] ** 0.5  # (N, H, T, T)
    if causal:
        later = x.new_ones(T, T).triu(1).bool()
        scores = scores.masked_fill(later, float("-inf"))
    if padding is not None:
        scores = scores.masked_fill(padding[:, None, None], float("-inf"))  # keys
    weights = scores.softmax(dim=3)
    heads = torch.einsum("nhts,nhsd->nthd", weights, v).flatten(2)  # (N, T, A)
    return heads @ out_weight.T + out_bias
