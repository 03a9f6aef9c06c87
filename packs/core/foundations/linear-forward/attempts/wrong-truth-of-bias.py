# expect: raised
def linear_forward(x, weight, bias=None):
    y = x @ weight.T
    if bias:
        y = y + bias
    return y
