# expect: graph-cut
def log_softmax(x, dim=-1):
    shifted = x.data - x.data.amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
