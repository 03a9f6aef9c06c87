"""Recognised at sight: triplets, and classes that were never trained on

"People" here are single handwritten digits, and their photographs are moved by a pixel, brightened
or darkened, and spoiled by noise. A network sees triplets of digits 0 to 4 only. Then 50 digits
from 5 to 9 are enrolled with one photograph each, and others of the same are asked for: chance is
2 %. Training lifts the share that is found far above pixels and above the untrained network: what
it has learned, to look past a shift, holds for new faces too. With the hardest negatives from the
start nothing is learned: it is easier to let all vectors fall together, and the loss is the margin.

It is no general gift. If whole kinds are the classes and five of them are trained on, the vectors
keep what tells those five apart and drop the rest: new kinds are then told apart *worse* than by
their pixels.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.models import MLP, Recognizer, Siamese, one_shot_accuracy, random_triplets
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array

from .data import digits
from .finding import Finding

TITLE = "Recognised at sight: triplets, and classes that were never trained on"
ROWS = ["Siamese network", "One-shot face recognition", "Triplet loss"]


def findings() -> list[Finding]:
    """One-shot accuracy by pixels, before and after training; a door with a threshold."""
    split = digits()
    x = np.concatenate([split.train_x, split.test_x])
    y = np.concatenate([split.train_y, split.test_y])
    return [*_people(x[y < 5], x[y >= 5]), *_kinds(x, y)]


def _photographs(x: Array, rng: np.random.Generator) -> Array:
    """Each digit moved by up to a pixel, its light changed by up to a half, with noise: (N, 64)."""
    N, at = len(x), np.arange(8)
    wide = np.pad(x.reshape(N, 8, 8), ((0, 0), (1, 1), (1, 1)))
    rows, columns = rng.integers(0, 3, (2, N, 1))
    moved = wide[np.arange(N)[:, None, None], (rows + at)[:, :, None], (columns + at)[:, None]]
    lit = moved.reshape(N, 64) * rng.uniform(0.5, 1.5, (N, 1))
    return (lit + 0.1 * rng.standard_normal((N, 64))).astype(np.float32)


def _people(seen: Array, new: Array) -> list[Finding]:
    rng = np.random.default_rng(0)
    network = Siamese(MLP((64, 256, 64), rng, dtype=np.float32))
    who = np.repeat(np.arange(50), 5)
    asked = _photographs(new[np.random.default_rng(5).permutation(len(new))[:50]][who], rng)
    directions = asked / np.linalg.norm(asked, axis=1, keepdims=True)

    def found(vectors: Array) -> float:
        return 100 * one_shot_accuracy(vectors, who, np.random.default_rng(9))

    pixels, before = found(directions), found(network.forward(asked)[0])
    optimizer = Adam(3e-3)
    for _ in range(900):
        anchor, positive = _pairs(seen, rng)
        _, gradients = network.triplet(anchor, positive, np.roll(positive, 1, axis=0), 1.0)
        optimizer.step(network.parameters, gradients)
    after = found(network.forward(asked)[0])
    return [
        Finding("50 new people found by their pixels (light taken out)", pixels, 0.5, "%", 1),
        Finding("found by the untrained network", before, 1, "%", 1),
        Finding("found after triplets of other people", after, 5, "%", 1, at_least=22),
        Finding("after less pixels", after - pixels, 5, "points", 1, at_least=10),
        *_verified(network, seen, new, rng),
        _collapsed(seen),
    ]


def _pairs(x: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Two photographs each of 64 different people; one of the next person is a negative."""
    people = x[rng.permutation(len(x))[:64]]
    return _photographs(people, rng), _photographs(people, rng)


def _verified(network: Siamese, seen: Array, new: Array, rng: np.random.Generator) -> list[Finding]:
    """Same or not? The threshold comes from the people of training, the pairs are of new ones."""
    apart = np.roll(np.arange(len(seen)), 1)
    door = Recognizer(
        lambda x: network.forward(x)[0],
        _photographs(seen, rng),
        _photographs(seen[apart], rng),
        false_accepts=0.05,
    )
    limit = door.gallery.threshold
    one, same = _photographs(new, rng), _photographs(new, rng)
    known = 100 * float((network.distances(one, same) <= limit).mean())
    strange = 100 * float((network.distances(one, np.roll(same, 1, axis=0)) <= limit).mean())
    return [
        Finding(
            "threshold for 5 % of strangers: new people known again", known, 8, "%", 1, at_least=50
        ),
        Finding("new strangers let in at that threshold", strange, 4, "%", 1, at_most=20),
    ]


def _collapsed(seen: Array) -> Finding:
    """The nearest stranger of the batch as negative, from the first step on."""
    rng = np.random.default_rng(0)
    network, optimizer = Siamese(MLP((64, 256, 64), rng, dtype=np.float32)), Adam(3e-3)
    for _ in range(150):
        anchor, positive = _pairs(seen, rng)
        near = network.forward(anchor)[0] @ network.forward(positive)[0].T  # (N, N)
        np.fill_diagonal(near, -2)
        loss, gradients = network.triplet(anchor, positive, positive[near.argmax(axis=1)], 1.0)
        optimizer.step(network.parameters, gradients)
    says = "loss with the hardest negatives from the start, margin 1: all vectors fall together"
    return Finding(says, loss, 0.05, at_least=0.95)


def _kinds(x: Array, y: Array) -> list[Finding]:
    rng = np.random.default_rng(0)
    network, optimizer = Siamese(MLP((64, 64, 32), rng)), Adam(1e-3)
    seen, kind, new, which = x[y < 5], y[y < 5], x[y >= 5], y[y >= 5]
    for _ in range(400):
        a, p, n = random_triplets(kind, 64, rng)
        _, gradients = network.triplet(seen[a], seen[p], seen[n], 0.5)
        optimizer.step(network.parameters, gradients)

    def found(vectors: Array) -> float:
        return 100 * one_shot_accuracy(vectors, which, np.random.default_rng(9))

    trained, pixels = found(network.forward(new)[0]), found(new)
    return [
        Finding("whole kinds, trained on 0 to 4: 5 to 9 told apart by pixels", pixels, 0.5, "%", 1),
        Finding("the same by the trained vectors", trained, 6, "%", 1, at_most=65),
    ]
