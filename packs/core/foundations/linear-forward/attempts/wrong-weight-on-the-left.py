# expect: weight-on-the-left
def linear_forward(x, weight, bias=None):
    y = weight @ x
    return y if bias is None else y + bias
