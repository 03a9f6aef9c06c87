def sgd_step(param, grad, velocity, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
    param, velocity = param.copy(), velocity.copy()
    d = grad.copy()
    if weight_decay != 0:
        d += weight_decay * param
    velocity *= momentum
    velocity += d
    if nesterov:
        d += momentum * velocity
    else:
        d = velocity
    param -= lr * d
    return param, velocity
