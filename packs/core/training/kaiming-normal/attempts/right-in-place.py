import math


def kaiming_normal(shape, rng, slope=0.0, mode="fan_in"):
    weight = rng.standard_normal(shape)
    if mode == "fan_in":
        fan = weight[0].size
    elif mode == "fan_out":
        fan = weight[:, 0].size
    else:
        raise ValueError("unknown mode")
    weight *= math.sqrt(2) / math.hypot(1, slope) / math.sqrt(fan)
    return weight
