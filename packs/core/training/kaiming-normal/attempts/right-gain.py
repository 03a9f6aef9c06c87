import numpy as np


def kaiming_normal(shape, rng, slope=0.0, mode="fan_in"):
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(mode)
    size = np.prod(shape)
    fan = size // shape[0] if mode == "fan_in" else size // shape[1]
    gain = np.sqrt(2.0 / (1.0 + slope * slope))
    return gain / np.sqrt(fan) * rng.standard_normal(shape)
