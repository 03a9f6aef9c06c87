import torch


def scores(images, embed, head, patch=2, heads=2):
    found = [_one(image, embed, head, patch, heads) for image in images]
    return tuple(torch.stack(parts) for parts in zip(*found, strict=True))


def _one(image, embed, head, patch, heads):
    _, h, w = image.shape
    tokens = torch.stack(
        [
            image[:, top : top + patch, left : left + patch].flatten()
            for top in range(0, h, patch)
            for left in range(0, w, patch)
        ]
    )
    parts = (tokens @ embed.T).chunk(heads, dim=1)
    merged = torch.cat([torch.softmax(part @ part.T, dim=1) @ part for part in parts], dim=1)
    return tokens, merged, head @ merged.flatten()
