import torch
import torch.nn.functional as F


def run(w1, w2, x, y, x_val, y_val, epochs=3, lr=0.5):
    w1, w2 = w1.clone().requires_grad_(), w2.clone().requires_grad_()
    mean, var = torch.zeros(w1.shape[1]).to(x), torch.ones(w1.shape[1]).to(x)

    def scores(rows, training):
        hidden = F.batch_norm(rows @ w1, mean, var, training=training, momentum=0.1, eps=1e-5)
        return torch.tanh(hidden) @ w2

    losses = []
    for _ in range(epochs):
        for xs, ys in zip(x.split(4), y.split(4), strict=True):
            slopes = torch.autograd.grad(F.cross_entropy(scores(xs, True), ys), (w1, w2))
            with torch.no_grad():
                w1 -= lr * slopes[0]
                w2 -= lr * slopes[1]
        with torch.no_grad():
            losses.append(float(F.cross_entropy(scores(x_val, False), y_val)))
    return losses, w1, w2
