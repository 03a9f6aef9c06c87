# expect: ignores-dim
def log_softmax(x, dim=-1):
    shifted = x - x.amax(dim=-1, keepdim=True)
    return shifted - shifted.exp().sum(dim=-1, keepdim=True).log()
