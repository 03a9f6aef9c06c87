# expect: changed-argument
def double(x):
    x += x
    return x + 0.0
