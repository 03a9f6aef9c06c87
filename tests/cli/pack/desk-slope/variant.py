from heldout.authoring import sketch


def draw(rng):
    return {"height": rng.choice([0.6, 0.7, 0.8, 0.9])}


def laid(up, down):
    return {name: [[0, 0], [5, y / 2], [10, y]] for name, y in (("up", up), ("down", down))}


def answers(values):
    height = values["height"]
    features = [
        sketch.rises("up", 0, 10, 0.2),
        sketch.falls("down", 0, 10, 0.2),
        sketch.ends("up", "right", height, 0.1),
        sketch.ends("down", "right", -height, 0.1),
    ]
    return {"curves": laid(height, -height), "features": features}


def second_opinion(values):
    height = values["height"]
    places = [(0, 0), (5, height / 2), (10, height)]
    return {"curves": {"up": places, "down": [(x, -y) for x, y in places]}}


def mistakes(values):
    return {"exchanged": {"curves": laid(-values["height"], values["height"])}}
