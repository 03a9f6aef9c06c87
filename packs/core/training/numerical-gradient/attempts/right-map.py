import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    def slope(place):
        step = np.zeros(np.shape(x))
        step[place] = eps
        return 0.5 * (f(np.asarray(x, float) + step) - f(np.asarray(x, float) - step)) / eps

    gradient = np.zeros(np.shape(x))
    for place, _ in np.ndenumerate(x):
        gradient[place] = slope(place)
    return gradient
