def draw(rng):
    return {"a": rng.integer(3, 50), "b": rng.integer(3, 50)}


def answers(values):
    return values["a"] + values["b"]


def second_opinion(values):
    return sum([1] * values["a"]) + sum([1] * values["b"])


def mistakes(values):
    return {"multiplied": values["a"] * values["b"]}
