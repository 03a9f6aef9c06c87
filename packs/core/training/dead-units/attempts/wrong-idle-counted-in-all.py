# expect: idle-counted-in-all


def dead_units(activations, gradients):
    units = activations.shape[-1]
    dead = (activations == 0).reshape(-1, units).all(axis=0)
    share = float(dead.mean())
    idle = sum((grad == 0).reshape(-1, units).all(axis=0).astype(int) for grad in gradients)
    return dead, share, idle
