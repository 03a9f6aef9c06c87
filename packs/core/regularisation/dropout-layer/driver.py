import numpy as np


def drive(answer, p, entropy, calls):
    """Makes a layer and calls its methods; the last value tells where the generator stands.

    A call is ("forward", x, training) or ("backward", grad_out).
    """
    rng = np.random.default_rng(entropy)
    layer = answer(p, rng)
    results = []
    for method, array, *training in calls:
        if method == "forward":
            results.append(layer.forward(array, training=training[0]))
        else:
            results.append(layer.backward(array))
    return results, float(rng.random())
