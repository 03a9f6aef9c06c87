"""A small recurrent network: its states, its supervised loss, its parameters, its uses."""

from __future__ import annotations

from math import tanh
from typing import Any

from heldout.authoring import Draw

SIX = ("first", "second", "third", "fourth", "fifth", "sixth")
FOUR = SIX[:4]

# Text, what goes in and comes out, and the numbers of steps in two examples of each side.
TASKS: dict[str, tuple[str, str, str, tuple[int, int], tuple[int, int]]] = {
    "stars": ("Grading a review from one to five stars", "words", "one number", (40, 9), (1, 1)),
    "translate": ("Translating a sentence", "words", "words", (7, 12), (8, 15)),
    "caption": ("Writing a caption for a photograph", "one picture", "words", (1, 1), (6, 11)),
    "speech": ("Writing down a spoken sentence", "sound", "letters", (900, 400), (60, 25)),
    "tags": ("Naming the part of speech of each word", "words", "tags", (7, 12), (7, 12)),
    "melody": ("Composing a melody of a given mood", "one mood", "notes", (1, 1), (64, 90)),
    "heart": ("Finding a disease in a heart tracing", "samples", "one class", (500, 720), (1, 1)),
    "load": ("Forecasting tomorrow's power demand from the days before", "days", "one number",
             (30, 60), (1, 1)),
    "spam": ("Calling a message spam by its text", "words", "one class", (12, 90), (1, 1)),
    "gesture": ("Recognising a gesture in a film", "frames", "one class", (30, 55), (1, 1)),
    "house": ("Pricing a house by size and age", "one row", "one number", (1, 1), (1, 1)),
    "digit": ("Reading a single digit from a small picture", "one picture", "one class", (1, 1),
              (1, 1)),
    "iris": ("Naming a flower by four measured lengths", "one row", "one class", (1, 1), (1, 1)),
    "credit": ("Judging a loan by the fields of one form", "one row", "one class", (1, 1), (1, 1)),
    "blood": ("Naming a blood group from six lab values", "one row", "one class", (1, 1), (1, 1)),
    "colour": ("Naming a colour by its red, green and blue", "one row", "one class", (1, 1),
               (1, 1)),
}  # fmt: skip


def draw(rng: Draw) -> dict[str, Any]:
    steps = rng.choice((3, 3, 4))
    while True:
        w, u = (rng.sign() * rng.choice((3, 4, 5, 6, 7, 8, 9, 11, 12)) / 10 for _ in range(2))
        x = [rng.sign() * rng.integer(1, 9) / 5 for _ in range(steps)]
        v, y = rng.sign() * rng.integer(2, 6) / 2, rng.sign() * rng.integer(1, 8) / 4
        h = states(w, u, x)
        back = states(w, u, x[::-1])
        if min(map(abs, h)) > 0.1 and abs(v * h[-1] - y) > 0.2 and abs(h[-1] - back[-1]) > 0.02:
            break
    none = [name for name, task in TASKS.items() if task[3] == task[4] == (1, 1)]
    reads = [name for name, task in TASKS.items() if task[3] != (1, 1) and task[4] == (1, 1)]
    writes = [name for name, task in TASKS.items() if task[4] != (1, 1)]
    names = rng.shuffled(
        rng.sample(reads, rng.integer(1, 2))
        + rng.sample(writes, rng.integer(1, 2))
        + rng.sample(none, 6)
    )
    chosen = [name for name in names if name not in none]
    names = rng.shuffled(chosen + [name for name in names if name in none][: 6 - len(chosen)])
    size, entries, length = rng.integer(4, 40), rng.integer(2, 20), rng.integer(5, 60)
    while entries == size:
        entries = rng.integer(2, 20)
    tasks = [
        {
            "name": name,
            "text": TASKS[name][0],
            "gets": TASKS[name][1],
            "gives": TASKS[name][2],
            "fits": TASKS[name][3] != (1, 1) or TASKS[name][4] != (1, 1),
        }
        for name in names
    ]
    out = v * h[-1]
    values = {
        "steps": steps,
        "w": w,
        "u": u,
        "x": x,
        "v": v,
        "y": y,
        "h": [round(number, 4) for number in h],
        "out": out,
        "loss": (out - y) ** 2 / 2,
        "slope": (out - y) * h[-1],
        "H": size,
        "D": entries,
        "T": length,
        "rnn": size * (entries + size + 1),
        "dense": size * (length * entries + 1),
        "tasks": tasks,
    }
    pairs = statements(rng, values)
    while True:
        claims = [rng.choice(pair) for pair in rng.sample(pairs[1:], 3)]
        claims = rng.shuffled([rng.choice(pairs[0]), *claims])
        if 1 <= sum(claim["true"] for claim in claims) <= 3:
            return values | {"claims": claims}


def states(w: float, u: float, x: list[float], start: float = 0.0) -> list[float]:
    h = [start]
    for number in x:
        h.append(tanh(w * h[-1] + u * number))
    return h[1:]


def statements(rng: Draw, values: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Pairs of opposite claims, settled by running the network of the variant."""
    w, u, x = values["w"], values["u"], values["x"]
    last, backwards = states(w, u, x)[-1], states(w, u, x[::-1])[-1]
    longer = states(w, u, [*x, 1.0])
    n = rng.integer(2, 4)
    first = states(w, u, [x[0] + 0.5, *x[1:]])[-1]
    labelled = values["slope"] != 0
    return [
        [
            said("supervised", "It can be trained with labels, by gradient descent.", labelled),
            said("unsupervised", "It can only be trained without labels.", not labelled),
        ],
        [
            said("order", "The same numbers in reverse order give another output.",
                 abs(last - backwards) > 1e-9),
            said("no-order", "The same numbers in reverse order give the same output.",
                 abs(last - backwards) < 1e-9),
        ],
        [
            said("longer", f"It can read a sequence {n} steps longer without new weights.",
                 len(longer) == values["steps"] + 1),
            said("grows", f"A sequence {n} steps longer needs {n} more sets of weights.", False),
        ],
        [
            said("remembers", f"A change of $x_1$ changes $h_{values['steps']}$.",
                 abs(first - last) > 1e-12),
            said("forgets", f"A change of $x_1$ leaves $h_{values['steps']}$ as it is.",
                 abs(first - last) < 1e-12),
        ],
        [
            said("future", "A change of the last input changes $h_1$.", False),
            said("causal", "A change of the last input leaves $h_1$ as it is.", True),
        ],
    ]  # fmt: skip


def said(kind: str, text: str, true: bool) -> dict[str, Any]:
    return {"kind": kind, "text": text, "true": true}


def answers(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "states": states(values["w"], values["u"], values["x"]),
        "gradient": [values["loss"], values["slope"]],
        "parameters": [values["rnn"], values["dense"]],
        "fits": [k for k, task in zip(SIX, values["tasks"], strict=True) if task["fits"]],
        "claims": [k for k, claim in zip(FOUR, values["claims"], strict=True) if claim["true"]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """PyTorch's RNN with these weights, its gradients and its parameters."""
    import torch

    rnn = torch.nn.RNN(1, 1, bias=False, batch_first=True).double()
    with torch.no_grad():
        rnn.weight_hh_l0.fill_(values["w"])
        rnn.weight_ih_l0.fill_(values["u"])
    x = torch.tensor(values["x"], dtype=torch.float64).reshape(1, -1, 1).requires_grad_()
    h = rnn(x)[0].flatten()
    v = torch.tensor(values["v"], dtype=torch.float64, requires_grad=True)
    loss = (v * h[-1] - values["y"]) ** 2 / 2
    loss.backward(retain_graph=True)
    # What moves the first and the last state, by gradients; the reverse order by running it.
    to_last = torch.autograd.grad(h[-1], x, retain_graph=True)[0].flatten()
    to_first = torch.autograd.grad(h[0], x)[0].flatten()
    with torch.no_grad():
        turned = rnn(x.flip(1))[0].flatten()[-1]
        more = rnn(torch.cat([x, x], 1))[0]
    ordered = bool((turned - h[-1]).abs() > 1e-9)
    holds = {
        "order": ordered,
        "no-order": not ordered,
        "longer": more.shape[1] == 2 * values["steps"],
        "grows": len(list(rnn.parameters())) != 2,
        "supervised": v.grad is not None,
        "unsupervised": v.grad is None,
        "remembers": to_last[0].item() != 0,
        "forgets": to_last[0].item() == 0,
        "future": to_first[-1].item() != 0,
        "causal": to_first[-1].item() == 0,
    }
    size, entries, length = values["H"], values["D"], values["T"]
    layer = torch.nn.RNN(entries, size, device="meta")
    dense = torch.nn.Linear(entries * length, size, device="meta")
    counted = [sum(p.numel() for p in each.parameters()) for each in (layer, dense)]
    singles = ("one number", "one class", "one row", "one picture", "one mood")
    return {
        "states": h.tolist(),
        "gradient": [loss.item(), v.grad.item()],
        "parameters": [counted[0] - size, counted[1]],  # PyTorch keeps two biases for each unit
        "fits": [
            key
            for key, task in zip(SIX, values["tasks"], strict=True)
            if not (task["gets"] in singles and task["gives"] in singles)
        ],
        "claims": [k for k, c in zip(FOUR, values["claims"], strict=True) if holds[c["kind"]]],
    }


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth = answers(values)
    w, u, x, y = (values[name] for name in ("w", "u", "x", "y"))
    size, entries, length = values["H"], values["D"], values["T"]
    plain = [0.0]
    for number in x:
        plain.append(w * plain[-1] + u * number)
    loss, slope = truth["gradient"]
    told = {"supervised", "unsupervised"}
    turned = {k for k, c in zip(FOUR, values["claims"], strict=True) if c["kind"] in told}
    refused = sorted(turned ^ set(truth["claims"]), key=FOUR.index)
    tasks = list(zip(SIX, values["tasks"], strict=True))
    reads = [key for key, task in tasks if TASKS[task["name"]][3] != (1, 1)]
    writes = [key for key, task in tasks if TASKS[task["name"]][4] != (1, 1)]
    fits = {"input-only": reads, "output-only": writes, "everything-fits": list(SIX)}
    parameters = {
        "hidden-to-hidden-left-out": [size * (entries + 1), values["dense"]],
        "weights-per-step": [length * values["rnn"], values["dense"]],
        "one-step-seen": [values["rnn"], size * (entries + 1)],
        "library-biases": [values["rnn"] + size, values["dense"]],
    }
    return {
        "states": told_apart(
            truth["states"],
            {
                "memory-left-out": [tanh(u * number) for number in x],
                "tanh-left-out": plain[1:],
                "last-input-first": states(w, u, x[::-1]),
            },
        ),
        "gradient": told_apart(
            truth["gradient"],
            {
                "half-forgotten": [2 * loss, slope],
                "error-only": [loss, values["out"] - y],
                "sign-turned": [loss, -slope],
            },
        ),
        "parameters": parameters,
        "fits": {k: keys for k, keys in fits.items() if keys and keys != truth["fits"]},
        "claims": {"labels-refused": refused} if refused else {},
    }


def told_apart(truth: list[float], wrong: dict[str, list[float]]) -> dict[str, list[float]]:
    """The wrong lists that differ from the truth and from those before them."""
    kept: dict[str, list[float]] = {}
    for name, value in wrong.items():
        if all(
            any(abs(a - b) > 0.03 for a, b in zip(value, other, strict=True))
            for other in (truth, *kept.values())
        ):
            kept[name] = value
    return kept
