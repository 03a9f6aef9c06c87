# expect: weight-not-transposed
def linear_forward(x, weight, bias=None):
    y = x @ weight
    return y if bias is None else y + bias
