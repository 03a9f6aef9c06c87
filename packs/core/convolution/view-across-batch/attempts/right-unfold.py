def scores(images, embed, head, patch=2, heads=2):
    """Tokens (N, T, C patch²), heads side by side (N, T, D), and scores (N, K)."""
    cut = images.unfold(2, patch, patch).unfold(3, patch, patch)  # (N, C, rows, columns, y, x)
    tokens = cut.movedim(1, 3).flatten(3).flatten(1, 2)  # (N, T, C patch²)
    parts = (tokens @ embed.T).unflatten(2, (heads, -1)).transpose(1, 2)  # (N, heads, T, D / heads)
    mix = (parts @ parts.transpose(2, 3)).softmax(dim=3)  # (N, heads, T, T)
    merged = (mix @ parts).transpose(1, 2).flatten(2)  # (N, T, D)
    return tokens.clone(), merged, merged.flatten(1) @ head.T
