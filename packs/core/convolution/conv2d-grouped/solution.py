import numpy as np


def conv2d(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
    groups: int = 1,
) -> np.ndarray:
    """Cross-correlation of images with kernels that have gaps, in groups: (N, C_out, H', W')."""
    sides = (padding, padding)
    padded = np.pad(x, ((0, 0), (0, 0), sides, sides))  # (N, C_in, H + 2p, W + 2p)
    blocks = np.stack(np.split(padded, groups, axis=1))  # (G, N, D, H + 2p, W + 2p)
    kernels = np.stack(np.split(weight, groups))  # (G, C_out / G, D, K_h, K_w)
    height = dilation * (weight.shape[2] - 1) + 1  # what a kernel reaches over
    width = dilation * (weight.shape[3] - 1) + 1
    tops = range(0, padded.shape[2] - height + 1, stride)
    lefts = range(0, padded.shape[3] - width + 1, stride)
    out = []
    for top in tops:
        for left in lefts:
            rows = slice(top, top + height, dilation)
            columns = slice(left, left + width, dilation)
            window = blocks[..., rows, columns]  # (G, N, D, K_h, K_w)
            out.append(np.einsum("gncuv,gocuv->ngo", window, kernels))  # (N, G, C_out / G)
    shape = (len(x), len(weight), len(tops), len(lefts))
    result = np.stack(out, axis=-1).reshape(shape)
    return result if bias is None else result + bias[:, None, None]
