# expect: rounded-up
def conv_output_shape(height, width, kernel, stride=1, padding=0, dilation=1):
    def pair(value):
        return (value, value) if isinstance(value, int) else tuple(value)

    result = []
    for axis, size in enumerate([height, width]):
        k, s = pair(kernel)[axis], pair(stride)[axis]
        p, d = pair(padding)[axis], pair(dilation)[axis]
        if min(size, k, s, d) < 1 or p < 0:
            raise ValueError("out of range")
        free = size + 2 * p - d * (k - 1) - 1
        if free < 0:
            raise ValueError("does not fit")
        result.append(-(-free // s) + 1)
    return tuple(result)
