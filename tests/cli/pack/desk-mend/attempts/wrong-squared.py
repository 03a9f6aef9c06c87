# expect: squared
def double(x):
    return x * x
