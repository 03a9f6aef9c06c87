# expect: raised
def softmax(x, dim=-1):
    top = x.detach().amax(dim=dim, keepdim=True)
    e = (x - top.masked_fill(top.isneginf(), 0)).exp()
    total = e.sum(dim=dim, keepdim=True)
    e /= total.masked_fill(total == 0, 1)
    return e
