# expect: nothing-moves
import torch
from torch import nn


def run(w1, w2, x, y, x_val, y_val, epochs=3, lr=0.5):
    model = nn.Sequential(
        nn.Linear(*w1.shape, bias=False),
        nn.BatchNorm1d(w1.shape[1], affine=False),
        nn.Tanh(),
        nn.Linear(*w2.shape, bias=False),
    ).double()
    model[0].weight.data = w1.T.clone()
    model[3].weight.data = w2.T.clone()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _epoch in range(epochs):
        model.train()
        for first in range(0, len(x), 4):
            xs, ys = x[first : first + 4], y[first : first + 4]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(xs), ys)
            optimizer.step()
            loss.backward()
        model.eval()
        with torch.no_grad():
            loss = nn.functional.cross_entropy(model(x_val), y_val)
        losses.append(loss.item())
    return losses, model[0].weight.T, model[3].weight.T
