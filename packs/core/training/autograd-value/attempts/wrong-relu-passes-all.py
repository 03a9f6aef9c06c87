# expect: relu-of-gradient
import math


class Value:
    """A number that knows what it was computed from, and passes derivatives back."""

    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self._operands = operands
        self._slopes = slopes  # the derivative by each operand

    def __add__(self, other):
        other = _as_value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = _as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n):
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def exp(self):
        e = math.exp(self.data)
        return Value(e, (self,), (e,))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (1.0,))

    def __neg__(self):
        return Value(-self.data, (self,), (-1.0,))

    def __sub__(self, other):
        return self + -_as_value(other)

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * _as_value(other) ** -1

    def __rtruediv__(self, other):
        return _as_value(other) / self

    __radd__, __rmul__ = __add__, __mul__

    def backward(self):
        self.grad, order, seen = 1.0, [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for operand in value._operands:
                    visit(operand)
                order.append(value)  # after all that it was computed from

        visit(self)
        for value in reversed(order):
            for operand, slope in zip(value._operands, value._slopes, strict=True):
                operand.grad += slope * value.grad


def _as_value(number):
    return number if isinstance(number, Value) else Value(number)
