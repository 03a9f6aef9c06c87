"""Before and after: an image and a sentence, each changed by one augmentation."""

from __future__ import annotations

from typing import Any

from heldout.authoring import Draw

Image = list[list[float]]

SIZE = 4
TERMS = {
    "horizontal flip": [
        "horizontal flip",
        "horizontal flipping",
        "left-right flip",
        "mirroring left to right",
        "flip left to right",
        "fliplr",
        "flip horizontally",
        "horizontal mirroring",
        "horizontal reflection",
        "horizontal mirror",
        "mirror horizontally",
        "flipped horizontally",
        "horizontally flipped",
        "left-right mirroring",
        "left to right flip",
        "random horizontal flip",
    ],
    "vertical flip": [
        "vertical flip",
        "vertical flipping",
        "up-down flip",
        "top-bottom flip",
        "mirroring top to bottom",
        "flip top to bottom",
        "flipud",
        "flip vertically",
        "vertical mirroring",
        "vertical reflection",
        "vertical mirror",
        "mirror vertically",
        "flipped vertically",
        "vertically flipped",
        "top-bottom mirroring",
        "upside-down flip",
        "top to bottom flip",
        "random vertical flip",
    ],
    "rotation": [
        "rotation",
        "rotate",
        "rotating",
        "rotated",
        "rotation by 90",
        "rotate 90 degrees",
        "rotate by 90 degrees",
        "rotated by 90 degrees",
        "rotation by 90 degrees",
        "rotation by 90°",
        "rotation of 90 degrees",
        "90 degree rotation",
        "90° rotation",
        "quarter-turn rotation",
        "rot90",
        "turn",
        "turning",
        "quarter turn",
        "random rotation",
    ],
    "noise": [
        "noise",
        "adding noise",
        "additive noise",
        "additive Gaussian noise",
        "adding Gaussian noise",
        "noise injection",
        "Gaussian noise",
        "random noise",
        "noise addition",
        "add noise",
        "Gaussian noise injection",
        "noising",
        "pixel noise",
        "jitter",
        "jittering",
    ],
    "shift": [
        "shift",
        "translation",
        "shifting",
        "translate",
        "random shift",
        "random translation",
        "image shift",
        "image translation",
        "shifting by one pixel",
        "shift by one pixel",
        "translation by one pixel",
    ],
    "cutout": [
        "cutout",
        "cut out",
        "random erasing",
        "random erase",
        "cutout augmentation",
        "erasing",
        "occlusion",
        "masking",
        "random masking",
    ],
    "mixup": ["mixup", "input mixup", "mixup augmentation"],
    "CutMix": ["CutMix", "cut and mix", "CutMix augmentation"],
    "synonym replacement": [
        "synonym replacement",
        "synonym substitution",
        "replacement by synonyms",
        "replacing by synonyms",
        "replacing words by synonyms",
        "replacement",
        "synonyms",
        "word replacement",
        "synonym swap",
        "replacement with synonyms",
        "replacing words with synonyms",
        "replace with synonym",
        "random synonym replacement",
    ],
    "random insertion": [
        "random insertion",
        "insertion",
        "synonym insertion",
        "word insertion",
        "random word insertion",
        "insertion of synonym",
        "random synonym insertion",
    ],
    "random deletion": [
        "random deletion",
        "deletion",
        "word deletion",
        "random word deletion",
        "deletion of word",
        "random deletion of word",
        "deleting random word",
        "deleting word",
        "word removal",
        "word dropout",
    ],
    "random swap": [
        "random swap",
        "swap",
        "swapping",
        "swapping words",
        "swapping two words",
        "swap words",
        "swap of two words",
        "random swap of two words",
        "random swapping",
        "random word swapping",
        "word swap",
        "random word swap",
        "word swapping",
    ],
}
SAYS = {
    "horizontal flip": "each row is read backwards.",
    "vertical flip": "the rows come in the reverse order.",
    "rotation": "a quarter turn; the first row of $X_1$ has become a column.",
    "noise": "a little is added to or taken from each pixel.",
    "shift": "all has moved by one pixel, and zeros come in.",
    "cutout": "a patch is set to zero.",
    "mixup": "every pixel is a weighted mean of both images.",
    "CutMix": "a patch of the second image is pasted into the first.",
}
RELATIVES = {  # what each is taken for, and what tells them apart
    "horizontal flip": (
        ["vertical flip", "rotation"],
        "Compare the first rows: the rows stay where they are, and each is read backwards.",
    ),
    "vertical flip": (
        ["horizontal flip", "rotation"],
        "Compare the first rows: each row stays as it is, and their order is reversed.",
    ),
    "rotation": (
        ["horizontal flip", "vertical flip"],
        "A flip keeps rows as rows. Here the first row has become a column.",
    ),
    "noise": (
        ["mixup"],
        "The changes are small and have nothing to do with the second image.",
    ),
    "shift": (
        ["cutout", "rotation"],
        "The zeros are a whole edge, and everything else has moved by one.",
    ),
    "cutout": (["CutMix", "noise"], "The patch holds zeros, nothing of the second image."),
    "mixup": (
        ["CutMix", "noise"],
        "Every pixel has changed, and lies between those of both images.",
    ),
    "CutMix": (
        ["mixup", "cutout"],
        "Most pixels are as they were; a patch holds those of the second image.",
    ),
}
MIXING = ("mixup", "CutMix")
SYNONYMS = {
    "quick": "rapid",
    "begin": "start",
    "answer": "reply",
    "large": "big",
    "pupils": "students",
    "teacher": "instructor",
    "happy": "glad",
    "street": "road",
    "doctor": "physician",
    "often": "frequently",
    "tired": "weary",
}
SENTENCES = (
    "the teacher was happy with the quick answer",
    "the doctor was often tired after a large dinner",
    "pupils begin to cross the street at noon",
    "a quick answer made the doctor happy",
    "the large street was often full of pupils",
    "tired pupils often wait for the teacher",
)


def draw(rng: Draw) -> dict[str, Any]:
    technique = rng.choice((*SAYS, *MIXING, *MIXING))  # the two that mix come as often as three
    while True:
        first = [[float(rng.integer(0, 9)) for _ in range(SIZE)] for _ in range(SIZE)]
        if len({str(image) for image in _symmetries(first)}) == 8 and min(map(max, first)) > 0:
            break
    second = [[float((x + rng.integer(1, 9)) % 10) for x in line] for line in first]
    classes = rng.sample(range(3), 2)
    targets = [[float(k == own) for k in range(3)] for own in classes]
    after, share = _augmented(rng, technique, first, second)
    text = rng.choice(("synonym replacement", "random insertion", "random deletion", "random swap"))
    words = rng.choice(SENTENCES).split()
    values: dict[str, Any] = {
        "size": SIZE,
        "technique": technique,
        "image_says": SAYS[technique],
        "look_closer": RELATIVES[technique][1],
        "first": first,
        "second": second,
        "first_target": targets[0],
        "second_target": targets[1],
        "after": after,
        "share": share,
        "text": text,
        "before_text": " ".join(words),
        "after_text": " ".join(_edited(rng, text, words)),
    }
    return values | {"answer": answers(values)}


def _symmetries(image: Image) -> list[Image]:
    """The eight images that flips and quarter turns make."""
    found = []
    for _ in range(4):
        image = _turned(image)
        found += [image, image[::-1]]
    return found


def _turned(image: Image) -> Image:
    """A quarter turn, clockwise."""
    return [list(line) for line in zip(*image[::-1], strict=True)]


def _augmented(rng: Draw, technique: str, first: Image, second: Image) -> tuple[Image, float]:
    """The new image, and the share of the first one in it."""
    after, share = [list(line) for line in first], 1.0
    if technique == "horizontal flip":
        after = [line[::-1] for line in first]
    elif technique == "vertical flip":
        after = first[::-1]
    elif technique == "rotation":
        after = _turned(first)
        if rng.chance(0.5):
            after = [line[::-1] for line in after[::-1]]  # the other way round
    elif technique == "noise":
        after = [[round(x + rng.sign() * rng.integer(1, 4) / 10, 1) for x in y] for y in first]
    elif technique == "shift":
        after = [[0.0, *line[:-1]] for line in first]
        if rng.chance(0.5):
            after = [[0.0] * SIZE, *first[:-1]]
    elif technique == "mixup":
        share = rng.choice((0.9, 0.8, 0.7, 0.6, 0.3, 0.2))
        after = [
            [round(share * x + (1 - share) * y, 2) for x, y in zip(*lines, strict=True)]
            for lines in zip(first, second, strict=True)
        ]
    else:
        height, width = rng.integer(1, 3), rng.integer(2, 3)
        top, left = rng.integer(0, SIZE - height), rng.integer(0, SIZE - width)
        for row in range(top, top + height):
            for column in range(left, left + width):
                after[row][column] = second[row][column] if technique == "CutMix" else 0.0
        if technique == "CutMix":
            share = 1 - height * width / SIZE**2
    return after, share


def _edited(rng: Draw, technique: str, words: list[str]) -> list[str]:
    out = list(words)
    able = [place for place, word in enumerate(words) if word in SYNONYMS]
    place = rng.choice(able)
    if technique == "synonym replacement":
        out[place] = SYNONYMS[words[place]]
    elif technique == "random insertion":
        out.insert(rng.integer(0, len(words)), SYNONYMS[words[place]])
    elif technique == "random deletion":
        del out[place]
    else:
        other = rng.choice([k for k in range(len(words)) if words[k] != words[place]])
        out[place], out[other] = out[other], out[place]
    return out


def answers(values: dict[str, Any]) -> dict[str, Any]:
    share = values["share"]
    targets = zip(values["first_target"], values["second_target"], strict=True)
    return {
        "image": TERMS[values["technique"]],
        "target": [round(share * x + (1 - share) * y, 4) for x, y in targets],
        "text": TERMS[values["text"]],
    }


def second_opinion(values: dict[str, Any]) -> dict[str, Any]:
    """Recognises each augmentation from before and after alone, as a candidate has to."""
    import numpy as np

    first, second, after = (np.array(values[name]) for name in ("first", "second", "after"))
    share = _share_of_first(first, second, after)
    moved = {
        "horizontal flip": [np.fliplr(first)],
        "vertical flip": [np.flipud(first)],
        "rotation": [np.rot90(first, 1), np.rot90(first, 3)],
    }
    found = [name for name, images in moved.items() if any((after == i).all() for i in images)]
    changed = after != first
    if not found:
        if share < 1:
            found = ["mixup" if changed.all() else "CutMix"]
        elif not (after[:, 0].any() and after[0].any()) and not _patch(first, after):
            found = ["shift"]
        else:
            found = ["cutout" if not after[changed].any() else "noise"]
    before, edited = values["before_text"].split(), values["after_text"].split()
    if len(before) == len(edited):
        text = "random swap" if sorted(before) == sorted(edited) else "synonym replacement"
    else:
        text = "random insertion" if len(edited) > len(before) else "random deletion"
    targets = np.array([values["first_target"], values["second_target"]])
    return {
        "image": TERMS[found[0]],
        "target": [float(x) for x in share * targets[0] + (1 - share) * targets[1]],
        "text": TERMS[text],
    }


def _patch(first: Any, after: Any) -> bool:
    """Whether nothing but zeros tells the two images apart."""
    return bool((after[after != first] == 0).all())


def _share_of_first(first: Any, second: Any, after: Any) -> float:
    """How much of the first image is in the new one, if the rest is of the second; else 1."""
    import numpy as np

    own = (after - second) / (first - second)  # the images differ in every pixel
    if np.allclose(own, own[0, 0], atol=0.006) and 0.05 < own[0, 0] < 0.95:
        return round(float(own.mean()), 2)
    if np.isin(own, (0.0, 1.0)).all() and (own == 0).any():
        rows, columns = np.nonzero(own == 0)
        box = (np.ptp(rows) + 1) * (np.ptp(columns) + 1)
        zeros = not after[own == 0].any()
        if box == len(rows) and not zeros:
            return float((own == 1).mean())
    return 1.0


def mistakes(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    technique, text, truth = values["technique"], values["text"], answers(values)
    others = [term for name in RELATIVES[technique][0] for term in TERMS[name]]
    first, second = values["first_target"], values["second_target"]
    half = [(x + y) / 2 for x, y in zip(first, second, strict=True)]
    if technique in MIXING:
        target = {"label-left-alone": first, "half-and-half": half}
    else:
        target = {
            "label-mixed-for-nothing": half,
            "class-counted-out": [0.9 * x + 0.1 / 3 for x in first],
        }
    opposite = {
        "synonym replacement": ("replacement-insertion-confused", "random insertion"),
        "random insertion": ("replacement-insertion-confused", "synonym replacement"),
        "random deletion": ("deletion-swap-confused", "random swap"),
        "random swap": ("deletion-swap-confused", "random deletion"),
    }
    name, other = opposite[text]
    kept = {
        key: value
        for key, value in target.items()
        if max(abs(x - y) for x, y in zip(value, truth["target"], strict=True)) > 0.01
    }
    return {"image": {"look-alike": others}, "target": kept, "text": {name: TERMS[other]}}
