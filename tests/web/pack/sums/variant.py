def draw(rng):
    return {"a": rng.integer(2, 9), "b": rng.integer(2, 9)}


def answers(values):
    return {"total": values["a"] + values["b"], "both": [values["a"], values["b"]]}


def second_opinion(values):
    return {"total": sum(values.values()), "both": list(values.values())}


def mistakes(values):
    return {"total": {"minus": values["a"] - values["b"]}}
