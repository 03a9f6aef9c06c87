"""The steps of one training step as a graph of needs; every order that respects it is right."""

from itertools import permutations
from typing import Any

from heldout.authoring import Draw

KEYS = "abcdefg"
OUTPUT_ERROR = "Compute the derivative of the loss with respect to the network's output."
UPDATE = "Change all weights by a step against their gradients."
BATCH = "Take a mini-batch of inputs and targets."
FORWARD = "Run the inputs through all layers and keep every layer's activations."
VELOCITY = "Renew the velocity of every weight from its old velocity and its gradient."
UPDATE_BY_VELOCITY = "Change all weights by their velocities."

# Each step: name, text, the steps whose results it uses.
Step = tuple[str, str, list[str]]
ONE_HIDDEN: list[Step] = [
    ("output-error", OUTPUT_ERROR, ["forward"]),
    (
        "output-gradient",
        "Compute the gradient of the output layer's weights from the output error and the hidden "
        "activations.",
        ["output-error"],
    ),
    (
        "hidden-error",
        "Pass the output error back through the output layer's weights to the hidden layer.",
        ["output-error"],
    ),
    (
        "hidden-gradient",
        "Compute the gradient of the hidden layer's weights from the hidden layer's error and "
        "the inputs.",
        ["hidden-error"],
    ),
]
TWO_HIDDEN: list[Step] = [
    ("output-error", OUTPUT_ERROR, ["forward"]),
    (
        "second-error",
        "Pass the output error back to the second hidden layer.",
        ["output-error"],
    ),
    (
        "first-error",
        "Pass the second hidden layer's error back to the first hidden layer.",
        ["second-error"],
    ),
    (
        "hidden-gradient",
        "Compute the gradients of all weights from the layers' errors and the stored activations.",
        ["first-error"],
    ),
]
SPLIT_FORWARD: list[Step] = [
    ("hidden-forward", "Compute the hidden activations from the inputs.", []),
    ("forward", "Compute the network's output from the hidden activations.", ["hidden-forward"]),
]


def steps_of(hidden: int, extra: str) -> list[Step]:
    """The seven steps for that many hidden layers, with what else is listed."""
    backward = ONE_HIDDEN if hidden == 1 else TWO_HIDDEN
    gradients = [name for name, _, _ in backward if name.endswith("gradient")]
    if extra == "split-forward":
        return [*SPLIT_FORWARD, *backward, ("update", UPDATE, gradients)]
    if extra == "batch":
        first: Step = ("batch", BATCH, [])
        forward: Step = ("forward", FORWARD, ["batch"])
        return [first, forward, *backward, ("update", UPDATE, gradients)]
    return [
        ("forward", FORWARD, []),
        *backward,
        ("velocity", VELOCITY, gradients),
        ("update", UPDATE_BY_VELOCITY, ["velocity"]),
    ]


def draw(rng: Draw) -> dict[str, object]:
    hidden = rng.choice([1, 1, 2])
    extra = rng.choice(
        ["split-forward", "batch", "momentum"] if hidden == 1 else ["batch", "momentum"]
    )
    steps = steps_of(hidden, extra)
    keys = dict(zip(rng.shuffled([name for name, _, _ in steps]), KEYS, strict=True))
    values: dict[str, Any] = {
        "layers": "one hidden layer" if hidden == 1 else "two hidden layers",
        "hidden": hidden,
        "extra": extra,
        "activation": rng.choice(["tanh units", "sigmoid units", "ReLU units"]),
        "loss": rng.choice(["squared error", "cross-entropy"]),
        "rule": "gradient descent with momentum" if extra == "momentum" else "gradient descent",
        "keys": keys,
        "texts": {keys[name]: text for name, text, _ in steps},
        "needs": {keys[name]: [keys[other] for other in needs] for name, _, needs in steps},
    }
    orders = linear_extensions(values["needs"])
    values["one_order"] = [values["texts"][key] for key in orders[0]]
    values["orders"] = len(orders)
    return values


def linear_extensions(needs: dict[str, list[str]]) -> list[list[str]]:
    """Every order of the keys in which each comes after all that it needs."""
    if not needs:
        return [[]]
    free = sorted(key for key, wanted in needs.items() if not wanted)
    return [
        [key, *rest]
        for key in free
        for rest in linear_extensions(
            {
                other: [name for name in wanted if name != key]
                for other, wanted in needs.items()
                if other != key
            }
        )
    ]


def answers(values: dict[str, Any]) -> list[list[str]]:
    return linear_extensions(values["needs"])


def second_opinion(values: dict[str, Any]) -> list[list[str]]:
    """Try all 5,040 orders and keep those in which nothing is used before it exists."""

    def works(order: tuple[str, ...]) -> bool:
        done: set[str] = set()
        for key in order:
            if not done.issuperset(values["needs"][key]):
                return False
            done.add(key)
        return True

    return [list(order) for order in permutations(KEYS) if works(order)]


def mistakes(values: dict[str, Any]) -> dict[str, list[list[str]]]:
    keys = values["keys"]
    right = answers(values)
    last = [keys[name] for name in ("velocity", "update") if name in keys]
    later = [keys[name] for name in ("hidden-error", "second-error", "first-error") if name in keys]
    later.append(keys["hidden-gradient"])
    back = [keys["output-error"], *later]
    if "output-gradient" in keys:
        back.append(keys["output-gradient"])
    early, reversed_back, swapped = [], [], []
    for order in right:
        kept = [key for key in order if key not in last]
        # The update right after the gradient, or the error, of the output layer.
        mark = keys.get("output-gradient", keys["output-error"])
        place = kept.index(mark) + 1
        early.append([*kept[:place], *last, *kept[place:]])
        places = [order.index(key) for key in order if key in back]
        turned = list(order)
        for at, key in zip(places, reversed([order[i] for i in places]), strict=True):
            turned[at] = key
        reversed_back.append(turned)
        front = [key for key in order if key not in back and key not in last]
        swapped.append([*[key for key in order if key in back], *front, *last])
    found = {
        "updated-too-early": early,
        "first-layer-first": reversed_back,
        "back-before-forward": swapped,
    }
    return {
        name: [order for order in orders if order not in right] for name, orders in found.items()
    }
