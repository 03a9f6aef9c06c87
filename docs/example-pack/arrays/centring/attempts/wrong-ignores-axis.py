# expect: ignores-axis
def centre(x, axis=0):
    if not -x.ndim <= axis < x.ndim:
        raise ValueError(f"there is no axis {axis}")
    return x - x.mean(axis=0)
