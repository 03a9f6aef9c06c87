# expect: padding-left-out
def max_pool2d(x, kernel, stride, padding=0):
    windows = x.unfold(2, kernel, stride).unfold(3, kernel, stride)
    return windows.flatten(-2).max(dim=-1).values
