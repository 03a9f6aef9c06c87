import torch
from torch import nn


def train(x, y, start, rate=0.5, steps=10):
    model = nn.Linear(*start.shape).double()
    with torch.no_grad():
        model.weight.copy_(start.T)
        nn.init.zeros_(model.bias)
    criterion = nn.NLLLoss()
    losses = []
    for _ in range(steps):
        model.zero_grad()
        loss = criterion(nn.functional.log_softmax(model(x), dim=1), y)
        losses.append(float(loss.detach()))
        loss.backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= rate * parameter.grad
    return losses, model(x).detach().softmax(1)
