def mlp_loss(x, y, w1, b1, w2, b2):
    """Mean squared error of a network with one hidden layer; gradients flow back to all of it."""
    hidden = (x @ w1.T + b1).tanh()  # (N, H)
    predicted = hidden @ w2.T + b2  # (N, 1)
    return ((predicted.reshape(-1) - y.reshape(-1)) ** 2).mean()
