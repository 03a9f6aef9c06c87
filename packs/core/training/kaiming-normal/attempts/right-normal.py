def kaiming_normal(shape, rng, slope=0.0, mode="fan_in"):
    fan = shape[["fan_out", "fan_in"].index(mode)]
    for k in shape[2:]:
        fan *= k
    std = (0.5 * fan * (1 + slope**2)) ** -0.5
    return rng.normal(0.0, std, size=shape)
