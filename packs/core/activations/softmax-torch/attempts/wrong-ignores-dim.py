# expect: ignores-dim
def softmax(x, dim=-1):
    top = x.detach().amax(dim=-1, keepdim=True)
    e = (x - top.masked_fill(top.isneginf(), 0)).exp()
    total = e.sum(dim=-1, keepdim=True)
    return e / total.masked_fill(total == 0, 1)
