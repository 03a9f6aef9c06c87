# expect: root-forgotten
def pairwise_distances(x, y):
    return (x[:, None] - y).square().sum(dim=-1)
