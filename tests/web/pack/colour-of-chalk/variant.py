def draw(rng):
    return {"place": rng.choice(["Dover", "Rügen"])}


def answers(values):
    return "white"


def second_opinion(values):
    return {"Dover": "white", "Rügen": "white"}[values["place"]]


def mistakes(values):
    return {"board": "green"}


def figure(values):
    return (
        '<svg viewBox="0 0 40 10" role="img"><title>A piece of chalk</title>'
        '<rect x="1" y="1" width="38" height="8" fill="none" stroke="currentColor"/></svg>'
    )
