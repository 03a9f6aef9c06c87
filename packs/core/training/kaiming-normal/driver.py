import numpy as np


def drive(answer, shape, entropy, options):
    """Two draws in a row from one generator, which is made from `entropy`."""
    rng = np.random.default_rng(entropy)
    return answer(tuple(shape), rng, **options), answer(tuple(shape), rng, **options)
