def manhattan(a, b, device="cuda"):
    """The sum of the absolute differences, on the device where it is there."""
    import torch

    where = device if torch.cuda.is_available() else "cpu"
    # Bytes would wrap round when subtracted.
    difference = a.to(where, torch.float64) - b.to(where, torch.float64)
    return difference.abs().sum().item()
