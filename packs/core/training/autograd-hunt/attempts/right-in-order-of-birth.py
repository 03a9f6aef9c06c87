import itertools
import math

COUNTER = itertools.count()


class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents
        self.born = next(COUNTER)

    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, ((self, (1 - t) * (1 + t)),))

    def backward(self):
        below, todo = {self}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in below:
                    below.add(parent)
                    todo.append(parent)
        self.grad = 1.0
        for node in sorted(below, key=lambda node: -node.born):
            for parent, slope in node.parents:
                parent.grad = parent.grad + slope * node.grad
