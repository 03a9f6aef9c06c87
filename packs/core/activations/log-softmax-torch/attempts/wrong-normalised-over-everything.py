# expect: normalised-over-everything
def log_softmax(x, dim=-1):
    shifted = x - x.max()
    return shifted - shifted.exp().sum().log()
