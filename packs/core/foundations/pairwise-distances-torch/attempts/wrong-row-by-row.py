# expect: row-by-row-only
def pairwise_distances(x, y):
    count = min(len(x), len(y))
    return (x[:count] - y[:count]).norm(dim=-1)
