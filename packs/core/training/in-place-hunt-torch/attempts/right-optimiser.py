import torch


def train(x, y, w, b, v, steps=3, rate=0.02):
    parameters = [torch.nn.Parameter(p.clone()) for p in (w, b, v)]
    w, b, v = parameters
    optimiser = torch.optim.SGD(parameters, lr=rate)
    x = x - x.mean(0, keepdim=True)
    losses = torch.zeros(steps, dtype=x.dtype)
    for t in range(steps):
        z = torch.nn.functional.linear(x, w, b)
        a = 2 * torch.relu(z) + 2 * torch.sigmoid(z)
        loss = torch.nn.functional.mse_loss(a @ v, y)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses[t] = loss.item()
    return losses, w.data, b.data, v.data
