def draw(rng):
    return {"n": rng.integer(1, 3)}


def answers(values):
    return ["learning rate", "step size"]


def second_opinion(values):
    return ["learning rate", "step size"]
