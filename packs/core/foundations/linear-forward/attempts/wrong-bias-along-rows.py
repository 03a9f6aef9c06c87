# expect: bias-along-rows
def linear_forward(x, weight, bias=None):
    y = x @ weight.T
    return y if bias is None else y + bias.reshape(-1, 1)
