# expect: training-mode
def run(x, weight, bias):
    """What the block makes of x (N, 3, H, W) in evaluation mode: (N, 8, H + 2, W + 2)."""
    import torch
    from torch import nn

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(3, 8, 3, padding=2)
            self.norm = nn.BatchNorm2d(8)  # as many as the convolution has outputs
            self.act = nn.PReLU()
            self.drop = nn.Dropout2d(0.0)

        def forward(self, x):
            return self.drop(self.act(self.norm(self.conv(x))))

    block = Block().double()
    with torch.no_grad():
        block.conv.weight.copy_(weight)
        block.conv.bias.copy_(bias)
    return block(x)
