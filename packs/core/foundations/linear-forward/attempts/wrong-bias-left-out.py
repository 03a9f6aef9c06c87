# expect: bias-left-out
def linear_forward(x, weight, bias=None):
    return x @ weight.T
