def draw(rng):
    return {"n": rng.integer(1, 3)}


def answers(values):
    return ["forward", "loss", "backward", "update"]


def second_opinion(values):
    return ["forward", "loss", "backward", "update"]
