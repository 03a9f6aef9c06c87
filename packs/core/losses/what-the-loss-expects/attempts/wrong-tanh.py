# expect: bent-scores
def train(x, y, start, rate=0.5, steps=10):
    """The losses before each step of a linear classifier, and its probabilities at the end."""
    import torch
    from torch.nn import functional as F

    weight = start.clone().requires_grad_()
    bias = torch.zeros(start.shape[1], dtype=x.dtype, requires_grad=True)
    losses = []
    for _ in range(steps):
        scores = torch.tanh(x @ weight + bias)
        loss = F.cross_entropy(scores, y)
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            for parameter in (weight, bias):
                parameter -= rate * parameter.grad
                parameter.grad = None
    probs = torch.softmax(x @ weight + bias, dim=1)
    return losses, probs
