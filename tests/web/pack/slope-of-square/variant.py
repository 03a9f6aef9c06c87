def draw(rng):
    return {"a": rng.integer(2, 9)}


def answers(values):
    return f"{2 * values['a']} * x"


def second_opinion(values):
    return f"{values['a']} * x + {values['a']} * x"
