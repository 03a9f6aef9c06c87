"""A small language model learns its text by heart; dropout holds that off

A text of 2,946 characters, the last sixth kept for validation. The loss is in nats a character;
one who knows only how often each letter comes pays 2.7. Without dropout the training loss goes on
falling while the validation loss, after its best, climbs: 22,842 weights for 2,455 letters. With
40 % of the units dropped (one draw for a whole sequence) it learns more slowly and does not climb
in as many steps. It ends about where stopping early would have ended: dropout spares the guess
when to stop, and is no second miracle. Models of billions of weights differ in size, not in this.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers.adam import Adam
from heldout.nn.optimizers.clipping import clip_by_norm
from heldout.nn.recurrent import CharacterModel
from heldout.nn.shapes import Labels

from .finding import Finding

TITLE = "A small language model learns its text by heart; dropout holds that off"
ROWS = ["Language model (billion parameters)"]

TEXT = """\
the miller had two sons and an old grey horse. in the morning the sons took the corn to the \
mill, and in the evening they took the flour to the town. the old horse knew the way so well \
that nobody had to lead it. when the rain was heavy the younger son sat under the cover of the \
cart and told stories to the horse, and the horse walked on and listened. the older son did not \
tell stories. he counted the sacks, and he counted the stones along the way, and when he came \
home he wrote the numbers into a little book.

one day the river was so high that the bridge was under water. the older son said that they had \
to wait until the water went down. the younger son said that the horse knew the way, with a \
bridge or without a bridge. they stood at the water and talked until the sun went down, and the \
horse stood at the water and waited. then the older son opened the little book and read how many \
stones there were from the mill to the river, and how many there were from the river to the \
town, and he said that the way over the hill had as many stones and no water at all.

so they went over the hill. the younger son told a story to the horse, and the older son counted \
the stones, and the horse walked on in the dark and listened to both of them. when the moon was \
over the hill they saw the lights of the town. the baker stood at the door and said that nobody \
else had come over the river, and that nobody else had flour that evening, and he gave them \
twice the money and a warm loaf of bread.

the miller laughed when he heard it. he said that a story makes the way short and that a number \
makes the way sure, and that he was glad to have two sons and not one. the younger son wanted to \
learn how to count the stones, and the older son wanted to learn how to tell a story. they asked \
the horse who of them was the better teacher, and the horse ate the rest of the bread and said \
nothing.

in the winter the river was hard and white. the sons took the corn over the ice, and the old \
horse walked so slowly that the younger son had to tell every story twice. the older son counted \
the steps of the horse and wrote the numbers into the little book, and in the evening he read \
the numbers to the miller. the miller said that the horse was old and that it had walked the way \
to the town more often than anybody could count. he gave it a warm place in the house of the \
cart, and corn in the morning, and corn in the evening.

in the spring a young horse stood at the mill. it did not know the way, and when the rain was \
heavy it did not walk at all. the sons took the old horse with them, without a cart and without \
a sack, and the old horse walked on in front and the young horse walked behind it and listened. \
the younger son told the story of the bridge under the water. the older son counted the stones, \
and there were as many as there had been. when they came to the town the baker stood at the \
door, and he gave the bread to the old horse.
"""
E, H, N, T = 16, 64, 16, 48
LETTERS = sorted(set(TEXT))
CODES: Labels = np.array([LETTERS.index(letter) for letter in TEXT])
CUT = len(CODES) * 5 // 6


@dataclass
class Run:
    """What one training gave: losses in nats a character."""

    training: float
    best: float
    last: float


def train(drop: float, seed: int, steps: int = 420) -> Run:
    """Adam on random pieces of the first five sixths; validation on the rest, every 30 steps."""
    rng = np.random.default_rng(seed)
    model = CharacterModel(len(LETTERS), E, H, rng, drop=drop)
    model.parameters = {name: p.astype(np.float32) for name, p in model.parameters.items()}
    optimizer, seen, held_out = Adam(0.01), CODES[:CUT], CODES[CUT:]
    losses = []
    for step in range(steps):
        start = rng.integers(0, CUT - T - 1, N)[:, None]
        pieces = seen[start + np.arange(T + 1)]  # (N, T + 1)
        logits, cache = model.forward(pieces[:, :-1], rng)
        _, dlogits = cross_entropy(logits.reshape(N * T, -1), pieces[:, 1:].ravel())
        gradients = model.backward(dlogits.reshape(logits.shape), cache)
        optimizer.step(model.parameters, clip_by_norm(gradients, 1.0)[0])
        if step % 30 == 29:
            losses.append(_loss(model, held_out))
    return Run(_loss(model, seen), min(losses), losses[-1])


def _loss(model: CharacterModel, codes: Labels) -> float:
    logits, _ = model.forward(codes[None, :-1])
    return cross_entropy(logits[0], codes[1:])[0]


def findings() -> list[Finding]:
    """Losses without and with dropout, after the same steps."""
    share = np.bincount(CODES[:CUT], minlength=len(LETTERS)) + 1.0
    letters = -float(np.log(share / share.sum())[CODES[CUT:]].mean())
    plain, dropped = train(0.0, 0), train(0.4, 0)
    unit = "nats"
    return [
        Finding("letters by how often they come, validation", letters, 0.01, unit),
        Finding("without dropout, training", plain.training, 0.1, unit, at_most=0.6),
        Finding("without dropout, validation at its best", plain.best, 0.1, unit, at_most=2),
        Finding("without dropout, validation at the end", plain.last, 0.3, unit),
        Finding("with dropout, training", dropped.training, 0.15, unit),
        Finding("with dropout, validation at the end", dropped.last, 0.15, unit, at_most=2),
        Finding(
            "what dropout spares at the end, validation",
            plain.last - dropped.last,
            0.3,
            unit,
            at_least=0.1,
        ),
    ]
