def draw(rng):
    return {"rest": rng.integer(0, 0)}


def answers(values):
    return ["two", "four"]


def second_opinion(values):
    numbers = {"two": 2, "three": 3, "four": 4}
    return [name for name, number in numbers.items() if number % 2 == values["rest"]]
