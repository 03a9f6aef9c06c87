def conv_output_shape(height, width, kernel, stride=1, padding=0, dilation=1):
    result = []
    for axis, size in enumerate([height, width]):
        k, s, p, d = [
            v if not hasattr(v, "__len__") else v[axis] for v in (kernel, stride, padding, dilation)
        ]
        if min(size, k, s, d, p + 1) < 1:
            raise ValueError
        end = size + 2 * p - d * (k - 1)
        if end <= 0:
            raise ValueError
        result.append(-(-end // s))
    return tuple(result)
