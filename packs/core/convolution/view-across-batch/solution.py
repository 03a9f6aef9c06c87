def scores(images, embed, head, patch=2, heads=2):
    """Tokens (N, T, C patch²), heads side by side (N, T, D), and scores (N, K)."""
    import torch

    cut = images.unfold(2, patch, patch).unfold(3, patch, patch)  # (N, C, rows, columns, y, x)
    tokens = cut.permute(0, 2, 3, 1, 4, 5).flatten(3).flatten(1, 2)  # (N, T, C patch²)
    parts = torch.stack((tokens @ embed.T).chunk(heads, dim=2))  # (heads, N, T, D / heads)
    mixed = (parts @ parts.mT).softmax(dim=3) @ parts  # (heads, N, T, D / heads)
    merged = torch.cat(mixed.unbind(), dim=2)  # (N, T, D)
    return tokens.clone(), merged, merged.flatten(1) @ head.T
