# expect: moved-one-by-one
def k_means(x, centres, max_steps=10):
    centres, before, steps = centres.copy(), None, 0
    while steps < max_steps:
        steps += 1
        for k in range(len(centres)):
            labels = ((x[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
            if (labels == k).any():
                centres[k] = x[labels == k].mean(axis=0)
        if before is not None and (before == labels).all():
            break
        before = labels
    return centres, labels, ((x - centres[labels]) ** 2).sum(), steps
