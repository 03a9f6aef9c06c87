# expect: changed-argument
def rnn_forward(x, w_x, w_h, b, h0=None):
    """The hidden state after every step, (N, T, H); gradients flow back through time."""
    import torch

    h = x.new_zeros(len(x), len(b)) if h0 is None else h0
    states = []
    with torch.no_grad():
        b *= 1.5
    for step in x.unbind(dim=1):
        h = torch.tanh(step @ w_x.T + h @ w_h.T + b)  # (N, H)
        states.append(h)
    return torch.stack(states, dim=1)
