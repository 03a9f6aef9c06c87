def conv_output_shape(
    height: int,
    width: int,
    kernel: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
    dilation: int | tuple[int, int] = 1,
) -> tuple[int, int]:
    """How many windows fit along each axis; ValueError where none does."""
    given = (kernel, stride, padding, dilation)
    rows = [each[0] if isinstance(each, tuple) else each for each in given]
    columns = [each[1] if isinstance(each, tuple) else each for each in given]
    return _fitting(height, *rows), _fitting(width, *columns)


def _fitting(length: int, kernel: int, stride: int, padding: int, dilation: int) -> int:
    """The number of windows along one axis."""
    if min(length, kernel, stride, dilation) < 1 or padding < 0:
        raise ValueError("sizes, stride and dilation must be at least 1, padding at least 0")
    room = length + 2 * padding - (dilation * (kernel - 1) + 1)  # for steps after the first window
    if room < 0:
        raise ValueError(f"no window of {kernel} fits into {length}")
    return room // stride + 1
