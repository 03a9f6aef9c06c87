import torch


class Dropout(torch.nn.Module):
    def __init__(self, p: float = 0.5):
        super().__init__()
        if not (p >= 0 and p <= 1):
            raise ValueError(p)
        self.register_buffer("rate", torch.tensor(float(p), dtype=torch.float64))

    def forward(self, x, noise):
        if self.training:
            mask = torch.ge(noise, self.rate).to(x.dtype)
            scale = 1 / max(1 - self.rate.item(), 1e-12)
            return torch.mul(x, mask) * scale
        return x
