import numpy as np


def sgd_step(param, grad, velocity, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
    """With the branches that PyTorch has."""
    g = grad if weight_decay == 0 else np.add(grad, weight_decay * param)
    if momentum == 0:
        return param - lr * g, np.array(g)
    velocity = velocity * momentum + g
    g = g + momentum * velocity if nesterov else velocity
    return param - lr * g, velocity
