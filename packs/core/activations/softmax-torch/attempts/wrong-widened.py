# expect: broken-law
def softmax(x, dim=-1):
    x = x.double()
    finite = x.amax(dim=dim, keepdim=True).clamp(min=-1e300)
    powers = (x - finite).exp()
    return powers / powers.sum(dim=dim, keepdim=True).clamp(min=1)
