def drive(answer, inputs, steps):
    """Builds an expression and differentiates its last value.

    A step is (operation, place of its operand) or (operation, place, other). Places count the
    inputs first and then the results of the steps; where the name says "number", the other
    operand is a plain number.
    """
    values = [answer(number) for number in inputs]
    rules = {
        "a + b": lambda a, b: a + b,
        "a - b": lambda a, b: a - b,
        "a * b": lambda a, b: a * b,
        "a / b": lambda a, b: a / b,
        "a + number": lambda a, n: a + n,
        "number + a": lambda a, n: n + a,
        "a - number": lambda a, n: a - n,
        "number - a": lambda a, n: n - a,
        "a * number": lambda a, n: a * n,
        "number * a": lambda a, n: n * a,
        "a / number": lambda a, n: a / n,
        "number / a": lambda a, n: n / a,
        "a ** number": lambda a, n: a**n,
        "-a": lambda a: -a,
        "tanh": lambda a: a.tanh(),
        "exp": lambda a: a.exp(),
        "relu": lambda a: a.relu(),
    }
    for name, place, *other in steps:
        if other and "number" not in name:
            other = [values[other[0]]]
        values.append(rules[name](values[place], *other))
    values[-1].backward()
    grads = [float(value.grad) for value in values]
    return float(values[-1].data), grads[: len(inputs)], grads[len(inputs) :]
