import numpy as np


def drive(answer, name, a, x, eps):
    """The gradient of the function of that name, and whether f was called seldom enough."""
    functions = {
        "weighted sum": lambda v: float((a * v).sum()),
        "sum of squares": lambda v: float((a * v**2).sum()),
        "sum of cubes": lambda v: float((a * v**3).sum()),
        "product of sines": lambda v: float(np.prod(np.sin(v + a))),
        "log of sum of exponentials": lambda v: float(np.log(np.exp(v + a).sum())),
        "absolute values": lambda v: float((a * np.abs(v)).sum()),
        "how many beyond 1.5e-5": lambda v: float((a * (v > 1.5e-5)).sum()),
        "chained": lambda v: float(np.cumsum((v * a).ravel()) @ v.ravel()),
    }
    calls = 0

    def f(v):
        nonlocal calls
        calls += 1
        if name == "raises at its third call":
            if calls == 3:
                raise ArithmeticError("the third call")
            return float(v.sum())
        v = np.asarray(v).view()
        if v.dtype != np.float64 or v.shape != np.shape(x):
            raise TypeError("f takes a float64 array of the shape of x")
        v.flags.writeable = False
        return functions[name](v)

    options = {} if eps is None else {"eps": eps}
    try:
        gradient = answer(f, x, **options)
    except ArithmeticError:
        return "passed on", True
    return gradient, calls <= 2 * np.size(x) + 2
