import torch


class BatchNorm(torch.nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        torch.nn.Module.__init__(self)
        self.options = (eps, momentum)
        for name, value in (("weight", 1.0), ("bias", 0.0)):
            self.register_parameter(name, torch.nn.Parameter(torch.full((num_features,), value)))
        for name, value in (("running_mean", 0.0), ("running_var", 1.0)):
            self.register_buffer(name, torch.full((num_features,), value))

    def forward(self, x):
        eps, momentum = self.options
        shape = [1, -1] + [1] * (x.dim() - 2)
        if not self.training:
            gap = x - self.running_mean.view(shape)
            return gap / (self.running_var + eps).sqrt().view(shape) * self.weight.view(
                shape
            ) + self.bias.view(shape)
        dims = (0, *range(2, x.dim()))
        mean = x.mean(dims, keepdim=True)
        var = ((x - mean) ** 2).mean(dims, keepdim=True)
        count = x.numel() / x.shape[1]
        self.running_mean.data += momentum * (mean.data.flatten() - self.running_mean.data)
        fair = var.data.flatten() * (count / (count - 1))
        self.running_var.data += momentum * (fair - self.running_var.data)
        out = (x - mean) / (var + eps) ** 0.5
        return out * self.weight.view(shape) + self.bias.view(shape)
