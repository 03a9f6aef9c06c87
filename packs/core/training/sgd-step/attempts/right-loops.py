import numpy as np


def sgd_step(param, grad, velocity, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
    new_param, new_velocity = np.empty(param.shape), np.empty(param.shape)
    for place in np.ndindex(*param.shape):
        p = float(param[place])
        d = float(grad[place]) + weight_decay * p
        v = momentum * float(velocity[place]) + d
        new_velocity[place] = v
        new_param[place] = p - lr * (d + momentum * v if nesterov else v)
    return new_param, new_velocity
