PROGRAM = """\
import numpy as np


def double(x):
    {name} = x {operator} x
    return {name}
"""


def draw(rng):
    operator = rng.choice(("-", "*", "//"))
    name = rng.choice(("y", "out", "twice", "both", "total"))
    program = PROGRAM.format(operator=operator, name=name)
    return {"operator": operator, "name": name, "program": program}


def answers(values):
    return {"fault": [f"{values['name']} = x"], "cause": "operator"}


def second_opinion(values):
    lines = values["program"].splitlines()
    faulty = [number for number, line in enumerate(lines, 1) if values["operator"] in line]
    return {"fault": faulty, "cause": "operator"}


def mistakes(values):
    return {"fault": {"blamed-return": ["return"]}, "cause": {"unread": "name"}}
