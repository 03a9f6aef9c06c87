import torch
from torch import nn


def drive(answer, w1, scale, w2, train, val, epochs, lr=0.1, training=True):
    """A small network with batch normalisation, fitted by the answer."""
    model = nn.Sequential(
        nn.Linear(w1.shape[0], w1.shape[1], bias=False),
        nn.BatchNorm1d(w1.shape[1]),
        nn.Tanh(),
        nn.Linear(w2.shape[0], w2.shape[1], bias=False),
    ).double()
    with torch.no_grad():
        model[0].weight.copy_(w1.T)
        model[1].weight.copy_(scale)
        model[3].weight.copy_(w2.T)
    model.train(training)
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    recorded = []

    def loss_fn(out, y):
        recorded.append("graph" if torch.is_grad_enabled() else "no graph")
        return (out * (out - 2 * y)).mean()  # squared error without its constant part

    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.5)
    train_losses, val_losses = answer(model, optimizer, loss_fn, train, val, epochs)
    kinds = ", ".join(type(loss).__name__ for loss in [*train_losses, *val_losses])
    state = {name: value.detach().clone() for name, value in model.state_dict().items()}
    mode = "training" if model.training else "evaluation"
    return train_losses, val_losses, state, [kinds, mode, ", ".join(recorded)]
