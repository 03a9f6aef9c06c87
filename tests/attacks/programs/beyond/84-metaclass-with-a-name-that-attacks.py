# 84 Raises an exception whose class has no honest name.
# against: stable-softmax
# must: not right


class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit(0)


class Odd(Exception, metaclass=Meta):
    pass


def softmax(x, axis=-1):
    raise Odd
