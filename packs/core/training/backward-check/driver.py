import numpy as np


def drive(answer, layer, fault, a, x, v, eps):
    """Checks a layer by name, whose backward pass may be at fault."""

    def look(z):
        if z.dtype != np.float64 or z.shape != x.shape:
            raise TypeError("forward and backward take a float64 array of the shape of x")

    def forward(z):
        look(z)
        if layer == "matrix":
            return a @ z
        if layer == "cubes":
            return a * z**3
        if layer == "pairs":
            return np.multiply.outer(z, z)
        return z.sum(keepdims=True) * a

    def backward(z, above):
        look(z)
        if fault == "above ignored":
            above = np.ones(np.shape(above))
        if layer == "matrix":
            g = (a if fault == "turned" else a.T) @ above
        elif layer == "cubes":
            g = 3 * a * z**2 * above
        elif layer == "pairs":
            n = z.ndim
            g = np.tensordot(above, z, n)
            if fault != "half of it":
                g = g + np.tensordot(z, above, n)
        else:
            g = np.full(z.shape, (a * above).sum())
        return {"sign": -g, "zero": 0 * g, "doubled": 2 * g}.get(fault, g)

    options = {} if eps is None else {"eps": eps}
    return float(answer(forward, backward, x, v, **options))
