import torch
import torch.nn.functional as F


def scores(images, embed, head, patch=2, heads=2):
    tokens = F.unfold(images, patch, stride=patch).transpose(1, 2)
    parts = (tokens @ embed.T).unflatten(2, (heads, -1))
    mix = torch.einsum("nshd,nthd->nhst", parts, parts).softmax(dim=3)
    merged = torch.einsum("nhst,nthd->nshd", mix, parts).flatten(2)
    return tokens.clone(), merged, merged.flatten(1) @ head.T
