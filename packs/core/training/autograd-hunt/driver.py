def drive(answer, inputs, steps):
    """Builds an expression and differentiates its last value.

    A step is ("tanh", place), ("add", place, other) or ("mul", place, other). Places count the
    inputs first, and then the results of the steps.
    """
    values = [answer(number) for number in inputs]
    for name, place, *other in steps:
        if name == "tanh":
            values.append(values[place].tanh())
        elif name == "add":
            values.append(values[place] + values[other[0]])
        else:
            values.append(values[place] * values[other[0]])
    values[-1].backward()
    return float(values[-1].data), [float(value.grad) for value in values]
