def first_block(x, weight, bias):
    """The modules of VGG11's features[:3], how many numbers they train, and their output."""
    import torch
    from torch import nn

    filters, channels = weight.shape[:2]
    block = nn.Sequential(
        nn.Conv2d(channels, filters, kernel_size=3, padding=1),  # (N, F, H, W)
        nn.ReLU(),
        nn.MaxPool2d(kernel_size=2, stride=2),  # (N, F, H/2, W/2), rounded down
    ).to(x.dtype)
    with torch.no_grad():
        block[0].weight.copy_(weight)
        block[0].bias.copy_(bias)
    names = [type(module).__name__ for module in block]
    return names, sum(parameter.numel() for parameter in block.parameters()), block(x)
