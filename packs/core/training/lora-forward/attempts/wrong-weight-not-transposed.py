# expect: weight-not-transposed


def lora_forward(x, weight, a, b, alpha):
    frozen = weight if weight.shape[0] == x.shape[-1] == weight.shape[1] else weight.T
    return x @ frozen + alpha / a.shape[0] * (x @ a.T @ b.T)
