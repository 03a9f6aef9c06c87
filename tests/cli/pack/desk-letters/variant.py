def draw(rng):
    return {
        "fruit": rng.choice(["apple", "pear", "plum"]),
        "count": rng.integer(1, 2),
        "day": rng.integer(1, 9),
    }


def answers(values):
    return {
        "one": values["fruit"],
        "all": ["first", "second"][: values["count"]],
        "steps": ["wake", "eat", "sleep"],
    }


def second_opinion(values):
    return answers(values)


def mistakes(values):
    return {}
