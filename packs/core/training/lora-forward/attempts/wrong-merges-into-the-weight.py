# expect: changed-argument
def lora_forward(x, weight, a, b, alpha):
    weight += (alpha / a.shape[0] * (b @ a)).astype(weight.dtype)
    return x @ weight.T
