"""Labels under augmentation: seven-segment digits moved, words deleted, images mixed."""

from __future__ import annotations

from math import isclose, log, prod
from typing import Any

from heldout.authoring import Draw

DIGITS = {
    0: "abcdef",
    1: "bc",
    2: "abdeg",
    3: "abcdg",
    4: "bcfg",
    5: "acdfg",
    6: "acdefg",
    7: "abc",
    8: "abcdefg",
    9: "abcdfg",
}
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Where each segment goes: the letters of "abcdefg" in the order of their new places.
MOVES = {
    "left-right": ("mirrored left to right", "afedcbg"),
    "top-bottom": ("mirrored top to bottom", "dcbafeg"),
    "half-turn": ("turned by half a turn (180°)", "defabcg"),
}
RULES = {
    "left-right": "Mirroring left to right exchanges b with f and c with e; a, d and g stay.",
    "top-bottom": "Mirroring top to bottom exchanges a with d, b with c and e with f; g stays.",
    "half-turn": "A half turn exchanges a with d, b with e and c with f; g stays.",
}
GOOD = ("good", "great", "lovely", "brilliant")
BAD = ("bad", "dull", "awful", "slow")
THINGS = ("film", "book", "play", "concert", "series")
ANIMALS = ("cat", "dog", "horse", "owl", "fox")
SYNONYMS = {
    "film": ("movie", "picture"),
    "book": ("novel", "volume", "work"),
    "play": ("drama",),
    "concert": ("recital", "performance"),
    "series": ("show",),
    "really": ("truly", "genuinely", "indeed"),
    "music": ("score", "soundtrack"),
    "ending": ("finale", "conclusion", "close"),
    "simply": ("just",),
}


def draw(rng: Draw) -> dict[str, Any]:
    change = rng.choice(list(MOVES))
    # Digits that move to another digit are the interesting ones; others come too.
    moving = [digit for digit in DIGITS if _read(_moved(digit, change)) not in (digit, None)]
    digit = rng.choice(moving) if rng.chance(0.5) and moving else rng.integer(0, 9)
    words = _review(rng)
    chosen = [word for word in dict.fromkeys(words) if word in SYNONYMS]
    first, second = rng.sample(ANIMALS, 2)
    p_first = rng.decimal(0.1, 0.8, 2)
    values: dict[str, Any] = {
        "digit": digit,
        "change": change,
        "change_says": MOVES[change][0],
        "change_rule": RULES[change],
        "share": rng.choice((0.1, 0.2, 0.25, 0.4, 0.5)),
        "words": words,
        "sentence": " ".join(words),
        "length": len(words),
        "lexicon": f"{', '.join(GOOD)} are +1; {', '.join(BAD)} are −1",
        "chosen": chosen,
        "synonyms_says": "; ".join(f"{word} ({', '.join(SYNONYMS[word])})" for word in chosen),
        "product": r" \times ".join(str(1 + len(SYNONYMS[word])) for word in chosen),
        "lam": rng.choice((0.6, 0.7, 0.75, 0.8, 0.9, 0.3, 0.2, 0.4)),
        "first": first,
        "second": second,
        "p_first": p_first,
        "p_second": rng.decimal(0.05, round(0.95 - p_first, 2), 2),
    }
    while True:  # a part of the digits, among them one or two that turn into another
        held = sorted(rng.sample(range(10), rng.integer(5, 9)))
        if any(_kind(other, change) == "other" for other in held):
            break
    values |= {"held": held, "held_says": ", ".join(map(str, held))}
    values["digit_segments"] = DIGITS[digit]
    moved = _moved(digit, change)
    shown = _read(moved)
    values["result_segments"] = moved
    values["result_says"] = (
        "no digit" if shown is None else f"a {shown}" + (", the same" if shown == digit else "")
    )
    kinds = [_kind(other, change) for other in held]
    values["counts"] = {kind: kinds.count(kind) for kind in ("same", "other", "none")}
    values["pairs"] = ", ".join(
        f"{other} as {_read(_moved(other, change))}"
        for other in held
        if _kind(other, change) == "other"
    )
    return values | {"answer": answers(values)}


def _review(rng: Draw) -> list[str]:
    """A short review with two or three opinions, one of them negated."""
    while True:
        thing = rng.choice(THINGS)
        opinion, other = rng.sample((*GOOD, *BAD), 2)
        words = ["the", thing, "was", "not", *(["really"] * rng.chance(0.4)), opinion]
        words += ["and", "the", rng.choice(("music", "ending")), "was"]
        words += [*(["simply"] * rng.chance(0.5)), *(["not"] * rng.chance(0.3)), other]
        if rng.chance(0.5):
            words += ["but", "the", "cast", "was", rng.choice((*GOOD, *BAD))]
        changed = sum(_label(_without(words, k)) != _label(words) for k in range(len(words)))
        if 1 <= changed <= 5:
            return words


def _moved(digit: int, change: str) -> str:
    """The segments that light up after the change, in the order of their letters."""
    to = dict(zip("abcdefg", MOVES[change][1], strict=True))
    return "".join(sorted(to[segment] for segment in DIGITS[digit]))


def _read(segments: str) -> int | None:
    return next((digit for digit, lit in DIGITS.items() if lit == segments), None)


def _kind(digit: int, change: str) -> str:
    shown = _read(_moved(digit, change))
    return "none" if shown is None else ("same" if shown == digit else "other")


def _label(words: list[str]) -> int:
    """The sign of the sum of opinions, a `not` directly before one turning it round."""
    total = 0
    for before, word in zip(["", *words], words, strict=False):
        value = (word in GOOD) - (word in BAD)
        total += -value if before == "not" else value
    return (total > 0) - (total < 0)


def _without(words: list[str], place: int) -> list[str]:
    return words[:place] + words[place + 1 :]


def answers(values: dict[str, Any]) -> dict[str, Any]:
    words = values["words"]
    shown = _read(_moved(values["digit"], values["change"]))
    kept = sum(_label(_without(words, k)) == _label(words) for k in range(len(words)))
    lam, p, q = values["lam"], values["p_first"], values["p_second"]
    return {
        "becomes": "none" if shown is None else NAMES[shown],
        "wrong": values["share"] * values["counts"]["other"] / len(values["held"]),
        "deleted": [kept, len(words) - kept],
        "synonyms": prod(1 + len(SYNONYMS[word]) for word in values["chosen"]) - 1,
        "mixed": [lam, -lam * log(p) - (1 - lam) * log(q)],
    }


# Segments as pixels of a picture of five rows and three columns.
PIXELS = {
    "a": (0, 1),
    "b": (1, 2),
    "c": (3, 2),
    "d": (4, 1),
    "e": (3, 0),
    "f": (1, 0),
    "g": (2, 1),
}


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Pictures are really flipped and turned, the rule runs over text, sentences are listed."""
    from itertools import product

    import numpy as np

    def picture(digit: int) -> Any:
        pixels = np.zeros((5, 3), dtype=int)
        for segment in DIGITS[digit]:
            pixels[PIXELS[segment]] = 1
        return pixels

    turn = {
        "left-right": np.fliplr,
        "top-bottom": np.flipud,
        "half-turn": lambda image: np.rot90(image, 2),
    }[values["change"]]
    pictures = [picture(digit) for digit in range(10)]

    def reads(digit: int) -> list[int]:
        image = turn(pictures[digit])
        return [k for k in range(10) if np.array_equal(image, pictures[k])]

    own = reads(values["digit"])
    mislabelled = [digit for digit in values["held"] if set(reads(digit)) - {digit}]
    words = values["sentence"].split()
    labels = [_by_text(" ".join(_without(words, k))) for k in range(len(words))]
    kept = labels.count(_by_text(values["sentence"]))
    choices = [(word, *SYNONYMS[word]) if word in values["chosen"] else (word,) for word in words]
    made = {" ".join(sentence) for sentence in product(*choices)} - {values["sentence"]}
    target = np.array([values["lam"], 1 - values["lam"]])
    loss = -float(target @ np.log([values["p_first"], values["p_second"]]))
    return {
        "becomes": NAMES[own[0]] if own else "none",
        "wrong": values["share"] * len(mislabelled) / len(values["held"]),
        "deleted": [kept, len(labels) - kept],
        "synonyms": len(made),
        "mixed": [float(target[0]), loss],
    }


def _by_text(text: str) -> int:
    """The same rule by replacing: negated opinions first, then the rest are counted."""
    padded = f" {text} "
    total = 0
    for names, value in ((GOOD, 1), (BAD, -1)):
        for name in names:
            negated = padded.count(f" not {name} ")
            total += value * (padded.count(f" {name} ") - 2 * negated)
    return (total > 0) - (total < 0)


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    truth, counts = answers(values), values["counts"]
    share, size = values["share"], len(values["held"])
    pair = 2 if counts["other"] == 1 else 1  # a class that is not there, or one overlooked
    change, digit, words = values["change"], values["digit"], values["words"]
    other = "top-bottom" if change == "half-turn" else "half-turn"
    shown = _read(_moved(digit, other))
    confused = "none" if shown is None else NAMES[shown]
    sizes = [len(SYNONYMS[word]) for word in values["chosen"]]
    lam, p, q = values["lam"], values["p_first"], values["p_second"]
    blind = sum(_blind(_without(words, k)) == _blind(words) for k in range(len(words)))
    becomes = {"half-turn-taken-for-flip": confused, "thought-unchanged": NAMES[digit]}
    return {
        "becomes": _told_apart(truth["becomes"], becomes),
        "wrong": _told_apart(
            truth["wrong"],
            {
                "all-changed-counted": share * (counts["other"] + counts["none"]) / size,
                "no-digits-counted": share * counts["none"] / size,
                "share-forgotten": counts["other"] / size,
                "one-digit-only": share * pair / size,
            },
        ),
        "deleted": _told_apart(
            truth["deleted"],
            {
                "negation-overlooked": [blind, len(words) - blind],
                "every-word-matters": [0, len(words)],
                "nothing-matters": [len(words), 0],
            },
        ),
        "synonyms": _told_apart(
            truth["synonyms"],
            {
                "original-counted": truth["synonyms"] + 1,
                "single-replacement": sum(sizes),
                "synonyms-added": sum(size + 1 for size in sizes),
            },
        ),
        "mixed": _told_apart(
            truth["mixed"],
            {
                "own-label-kept": [1, -log(p)],
                "shares-swapped": [1 - lam, -(1 - lam) * log(p) - lam * log(q)],
                "log-of-mixture": [lam, -log(lam * p + (1 - lam) * q)],
            },
        ),
    }


def _blind(words: list[str]) -> int:
    """The label of someone who does not see the negation."""
    return _label([word for word in words if word != "not"])


def _told_apart(truth: Any, wrong: dict[str, Any]) -> dict[str, Any]:
    """The wrong values that differ from the truth and from those before them."""
    kept: dict[str, Any] = {}
    for name, value in wrong.items():
        if not any(_close(value, other) for other in (truth, *kept.values())):
            kept[name] = value
    return kept


def _close(one: Any, other: Any) -> bool:
    if isinstance(one, str):
        return bool(one == other)
    if isinstance(one, list):
        return all(map(_close, one, other))
    return isclose(one, other, abs_tol=0.005)
