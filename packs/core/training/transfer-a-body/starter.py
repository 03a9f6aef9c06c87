import torch
from torch import nn


class Masked(nn.Module):
    """A body that turns inputs into features, and a head with one output for each word."""

    def __init__(self, inputs, features, words):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(inputs, features), nn.Tanh())
        self.head = nn.Linear(features, words)

    def forward(self, x):
        return self.head(self.body(x))


def transfer(
    weight, bias, old_weight, old_bias, new_head, x, y, frozen=True, rate=0.1, steps=3
) -> tuple[int, torch.Tensor, torch.Tensor, torch.Tensor]:
    """How many numbers were trained, the body's weight, the head's weight, and the logits."""
    model = Masked(weight.shape[1], weight.shape[0], old_weight.shape[0]).to(x.dtype)
    # 1. load the weights  2. drop the head  3. put a new one on top  4. retrain
    return 0, model.body[0].weight, model.head.weight, model(x)
