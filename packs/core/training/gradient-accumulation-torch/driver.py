import torch
from torch import nn


class Watched(nn.Module):
    """Two linear layers, and a diary of what comes forwards and backwards."""

    def __init__(self, w1, b1, w2):
        super().__init__()
        self.w1 = nn.Parameter(w1.clone())
        self.b1 = nn.Parameter(b1.clone())
        self.w2 = nn.Parameter(w2.clone())
        self.diary = []

    def forward(self, x):
        self.diary.append(f"forward {len(x)}")
        out = torch.tanh(x @ self.w1 + self.b1) @ self.w2
        out.register_hook(lambda slope: self.diary.append("backward"))
        return out


class Counted(torch.optim.SGD):
    """Plain gradient descent with momentum that counts its steps."""

    taken = 0

    def step(self, closure=None):
        self.taken += 1
        return super().step(closure)


def loss_fn(out, y):
    """The mean squared error without the part that no weight can change."""
    return (out * (out - 2 * y)).mean()


def drive(answer, w1, b1, w2, batches, micro_batch, lr=0.1):
    """A step on each batch, after gradients that are none of its business."""
    model = Watched(w1, b1, w2)
    optimizer = Counted(model.parameters(), lr=lr, momentum=0.5)
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    losses = []
    for x, y in batches:
        losses.append(answer(model, optimizer, loss_fn, x, y, micro_batch))
    kinds = ", ".join(type(loss).__name__ for loss in losses)
    weights = [parameter.detach() for parameter in model.parameters()]
    return losses, kinds, weights, optimizer.taken, ", ".join(model.diary)
