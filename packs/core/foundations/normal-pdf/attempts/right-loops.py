import math

import numpy as np


def normal_pdf(x, mu=0.0, sigma=1.0):
    x, mu, sigma = np.broadcast_arrays(x, mu, sigma)
    density, logarithm = np.zeros(x.shape), np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        width = float(sigma[place])
        if width <= 0:
            raise ValueError(f"sigma must be positive; given {width}")
        z = (float(x[place]) - float(mu[place])) / width
        logarithm[place] = -z * z / 2 - math.log(width * math.sqrt(2 * math.pi))
        density[place] = math.exp(logarithm[place])
    return density, logarithm
