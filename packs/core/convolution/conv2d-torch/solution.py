def conv2d(x, weight, bias=None, stride=1, padding=0):
    """Cross-correlation (N, C_out, H', W'); gradients flow back to x, weight and bias."""
    from torch.nn.functional import unfold

    height, width = weight.shape[2:]
    columns = unfold(x, (height, width), padding=padding, stride=stride)  # (N, C_in K_h K_w, L)
    sums = weight.flatten(start_dim=1) @ columns  # (N, C_out, L)
    y = sums if bias is None else sums + bias[:, None]  # one number for each channel
    rows = (x.shape[2] + 2 * padding - height) // stride + 1
    return y.unflatten(2, (rows, columns.shape[2] // rows))
