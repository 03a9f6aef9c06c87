def rms_norm(x, weight, eps=1e-6):
    """RMS normalisation over the last axis: a tensor of the shape and type of x."""
    import torch

    wide = x.to(torch.promote_types(x.dtype, torch.float32))  # squares need the range
    rms = (wide.square().mean(dim=-1, keepdim=True) + eps).sqrt()  # (..., 1)
    return (weight * wide / rms).to(x.dtype)
