# expect: broken-law
def log_softmax(x, dim=-1):
    x = x.double()
    shifted = x - x.amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
