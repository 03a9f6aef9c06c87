def draw(rng):
    return {"rest": rng.integer(0, 0)}


def answers(values):
    return ["two", "four"]


def second_opinion(values):
    return [name for name, n in {"two": 2, "three": 3, "four": 4}.items() if n % 2 == values["rest"]]
