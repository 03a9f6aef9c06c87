def log_softmax(x, dim=-1):
    """Logarithms of probabilities along `dim`, like x; gradients flow back to x."""
    # Taking a constant from a slice changes nothing, so no gradient has to flow through it.
    shifted = x - x.detach().amax(dim=dim, keepdim=True)  # like x, largest entry of a slice 0
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()  # like x
