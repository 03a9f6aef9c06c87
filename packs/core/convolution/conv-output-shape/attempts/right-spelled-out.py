def conv_output_shape(height, width, kernel, stride=1, padding=0, dilation=1):
    def pair(value):
        return (value, value) if isinstance(value, int) else tuple(value)

    kh, kw = pair(kernel)
    sh, sw = pair(stride)
    ph, pw = pair(padding)
    dh, dw = pair(dilation)
    if height < 1 or width < 1 or kh < 1 or kw < 1 or sh < 1 or sw < 1 or dh < 1 or dw < 1:
        raise ValueError("at least 1, please")
    if ph < 0 or pw < 0:
        raise ValueError("padding must not be negative")
    rows = (height + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    columns = (width + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    if rows < 1 or columns < 1:
        raise ValueError("the kernel does not fit")
    return rows, columns
