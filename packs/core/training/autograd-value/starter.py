class Value:
    """A number that knows what it was computed from, and passes derivatives back."""

    def __init__(self, data: float) -> None:
        self.data = data
        self.grad = 0.0

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data)

    # - * / **, the reflected ones, tanh, exp, relu

    def backward(self) -> None:
        """Adds the derivative of this value to the `grad` of all that it was computed from."""
