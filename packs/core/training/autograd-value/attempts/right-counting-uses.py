import math


class Value:
    """Passes a gradient on when every use of the value has paid in."""

    def __init__(self, data, into=()):
        self.data, self.grad, self.into = float(data), 0.0, into

    @staticmethod
    def of(x):
        return x if isinstance(x, Value) else Value(x)

    def __add__(self, o):
        o = Value.of(o)
        return Value(self.data + o.data, [(self, 1), (o, 1)])

    def __sub__(self, o):
        o = Value.of(o)
        return Value(self.data - o.data, [(self, 1), (o, -1)])

    def __mul__(self, o):
        o = Value.of(o)
        return Value(self.data * o.data, [(self, o.data), (o, self.data)])

    def __truediv__(self, o):
        o = Value.of(o)
        q = self.data / o.data
        return Value(q, [(self, 1 / o.data), (o, -q / o.data)])

    def __radd__(self, o):
        return Value(o) + self

    def __rsub__(self, o):
        return Value(o) - self

    def __rmul__(self, o):
        return Value(o) * self

    def __rtruediv__(self, o):
        return Value(o) / self

    def __neg__(self):
        return 0 - self

    def __pow__(self, n):
        return Value(self.data**n, [(self, n * self.data ** (n - 1))])

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, [(self, (1 - t) * (1 + t))])

    def exp(self):
        e = math.exp(self.data)
        return Value(e, [(self, e)])

    def relu(self):
        return Value(max(self.data, 0), [(self, int(self.data > 0))])

    def backward(self):
        uses, todo, seen = {}, [self], {id(self)}
        while todo:
            for operand, _ in todo.pop().into:
                uses[id(operand)] = uses.get(id(operand), 0) + 1
                if id(operand) not in seen:
                    seen.add(id(operand))
                    todo.append(operand)
        self.grad, ready = 1.0, [self]
        while ready:
            value = ready.pop()
            for operand, slope in value.into:
                operand.grad += slope * value.grad
                uses[id(operand)] -= 1
                if not uses[id(operand)]:
                    ready.append(operand)
