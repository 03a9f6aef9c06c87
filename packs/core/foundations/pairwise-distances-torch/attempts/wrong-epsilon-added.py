# expect: epsilon-added
def pairwise_distances(x, y):
    return ((x[:, None] - y).square().sum(dim=-1) + 1e-12).sqrt()
