# 85 Returns floats whose methods answer otherwise.
# against: stable-softmax
# must: not right


class Odd(float):
    def __float__(self):
        return 1.0

    def __eq__(self, other):
        return True

    def __new__(cls, value=0.0):
        return float.__new__(cls, value)

    def __reduce__(self):
        raise SystemExit


def softmax(x, axis=-1):
    return [Odd(1.0)] * len(x)
