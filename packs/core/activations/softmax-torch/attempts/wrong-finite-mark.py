# expect: finite-mark
def softmax(x, dim=-1):
    marked = x.masked_fill(x.isneginf(), -1e9)
    kept = marked > -1e9
    powers = (marked - marked.detach().amax(dim=dim, keepdim=True)).exp() * kept
    return powers / powers.sum(dim=dim, keepdim=True).clamp(min=1e-9)
