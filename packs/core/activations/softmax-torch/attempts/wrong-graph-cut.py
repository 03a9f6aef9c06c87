# expect: graph-cut
def softmax(x, dim=-1):
    x = x.detach()
    top = x.amax(dim=dim, keepdim=True)
    e = (x - top.masked_fill(top.isneginf(), 0)).exp()
    total = e.sum(dim=dim, keepdim=True)
    return e / total.masked_fill(total == 0, 1)
