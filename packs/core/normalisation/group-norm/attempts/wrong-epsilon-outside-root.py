# expect: epsilon-outside-root


def group_norm(x, num_groups, gamma, beta, eps=1e-5):
    if x.shape[1] % num_groups:
        raise ValueError("groups")
    rows = x.reshape(len(x), num_groups, -1)
    gap = rows - rows.mean(axis=-1, keepdims=True)
    x_hat = (gap / (rows.std(axis=-1, keepdims=True) + eps)).reshape(x.shape)
    each = (-1, *[1] * (x.ndim - 2))
    return x_hat * gamma.reshape(each) + beta.reshape(each)
