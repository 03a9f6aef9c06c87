# 32 Raises an exception whose text attacks.
# against: stable-softmax
# must: not right


class Odd(BaseException):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__


def softmax(x, axis=-1):
    raise Odd
