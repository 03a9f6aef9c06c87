# expect: every-pair
def train(x, y, start, rate=0.5, steps=10):
    """The losses before each step, the accuracy at the end, and the probabilities of yes."""
    import torch
    from torch.nn import functional as F

    weight = start.clone().requires_grad_()
    bias = torch.zeros(1, dtype=x.dtype, requires_grad=True)
    labels = y.to(x.dtype).unsqueeze(1)
    losses = []
    for _ in range(steps):
        logits = (x @ weight + bias).squeeze(1)
        loss = (F.softplus(logits) - labels * logits).mean()
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            for parameter in (weight, bias):
                parameter -= rate * parameter.grad
                parameter.grad = None
    final = (x @ weight + bias).squeeze(1)
    said_yes = final > 0
    accuracy = (said_yes == (y == 1)).to(x.dtype).mean().item()
    return losses, accuracy, torch.sigmoid(final)
