# expect: gradients-pile-up
import torch
import torch.nn.functional as F
from torch import nn


class Masked(nn.Module):
    def __init__(self, inputs, features, words):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(inputs, features), nn.Tanh())
        self.head = nn.Linear(features, words)

    def forward(self, x):
        return self.head(self.body(x))


def transfer(weight, bias, old_weight, old_bias, new_head, x, y, frozen=True, rate=0.1, steps=3):
    features, inputs = weight.shape
    model = Masked(inputs, features, len(old_weight)).to(x.dtype)
    pretrained = (weight, bias, old_weight, old_bias)
    with torch.no_grad():
        for parameter, given in zip(model.parameters(), pretrained, strict=True):
            parameter.copy_(given)
    model.head = nn.Linear(features, 2).to(x.dtype)
    with torch.no_grad():
        model.head.weight.copy_(new_head)
        model.head.bias.zero_()
    if frozen:
        for parameter in model.body.parameters():
            parameter.requires_grad_(False)
    trained = [p for p in model.parameters() if p.requires_grad]
    for _ in range(steps):
        loss = F.cross_entropy(model(x), y)
        if trained:
            loss.backward()
        with torch.no_grad():
            for parameter in trained:
                parameter -= rate * parameter.grad
    count = sum(parameter.numel() for parameter in trained)
    return count, model.body[0].weight, model.head.weight, model(x)
