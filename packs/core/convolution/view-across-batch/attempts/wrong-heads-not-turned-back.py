# expect: heads-not-turned-back
import torch


def scores(images, embed, head, patch=2, heads=2):
    n, c, h, w = images.shape
    rows, columns = h // patch, w // patch
    grid = images.reshape(n, c, rows, patch, columns, patch)
    cut = grid.permute(0, 2, 4, 1, 3, 5)
    tokens = cut.reshape(n, rows * columns, c * patch * patch)
    x = tokens @ embed.T
    length, width = x.shape[1:]
    split = x.reshape(n, length, heads, width // heads)
    parts = split.transpose(1, 2)
    mix = torch.softmax(parts @ parts.transpose(2, 3), dim=-1)
    back = mix @ parts
    merged = back.reshape(n, length, width)
    flat = merged.reshape(n, length * width)
    return tokens.clone(), merged, flat @ head.T
