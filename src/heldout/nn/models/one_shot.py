"""One-shot recognition, judged fairly: people whom training has never seen, one picture of each.

    enrol one picture of each of M people; query another; right if the nearest enrolled is the same

Letters: N pictures, M people, E embedding. A classifier would need a new output and new training
for each person; an embedding needs one more vector in the gallery. Chance is 1/M, so that a result
means nothing without M. Two traps: to enrol a picture that is also queried (its distance is 0), and
to measure people that the embedding was trained on. A closed set always has a nearest; at a door,
strangers come as well, and only a threshold can say "nobody" (`Recognizer`).
Source: Fei-Fei, Fergus and Perona, 2006; Schroff, Kalenichenko and Philbin, 2015.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..retrieval.one_shot import Gallery, threshold_at
from ..shapes import Array, Labels, must, sizes

__all__ = ["Recognizer", "one_shot_accuracy"]


def one_shot_accuracy(
    vectors: Array, people: Labels, rng: np.random.Generator, rounds: int = 20
) -> float:
    """The share of queries whose nearest enrolled vector is of the same person.

    In each round one vector (of (N, E)) of each person is enrolled, and all others are queried.
    """
    N, _ = sizes("vectors", vectors, "N E")
    kinds, where = np.unique(people, return_inverse=True)
    must(where.shape == (N,), f"people must have shape ({N},)", where.shape, "One each vector.")
    must(len(kinds) < N, "someone must have two pictures", f"{N} of {len(kinds)}", "Add more.")
    right = asked = 0
    for _ in range(rounds):
        shuffled = rng.permutation(N)
        _, first = np.unique(where[shuffled], return_index=True)  # by person, in order
        enrolled = shuffled[first]  # (M,)
        queries = np.delete(shuffled, first)  # (N − M,)
        gallery, asking = vectors[enrolled], vectors[queries]
        square = (gallery**2).sum(axis=1) - 2 * asking @ gallery.T  # (N − M, M), less ‖query‖²
        right += int((square.argmin(axis=1) == where[queries]).sum())
        asked += len(queries)
    return right / asked


class Recognizer:
    """An embedding and a gallery: `enrol` people once, then `name` whoever comes.

    `embed` maps inputs (N, …) to vectors (N, E). The threshold is set by pairs of strangers, who
    are accepted as each other at most in that share.
    """

    def __init__(
        self,
        embed: Callable[[Array], Array],
        one: Array,
        other: Array,
        false_accepts: float = 0.01,
    ) -> None:
        self.embed = embed
        apart = np.linalg.norm(embed(one) - embed(other), axis=1)  # (N,)
        self.gallery = Gallery(threshold_at(apart, false_accepts), unit_length=False)

    def enrol(self, names: Sequence[str], inputs: Array) -> None:
        """One input or more for each name; nothing is trained."""
        self.gallery.enrol(names, self.embed(inputs))

    def name(self, inputs: Array) -> list[str | None]:
        """Who each input is: the nearest enrolled, or None for nobody near enough."""
        return [name for name, _ in self.gallery.query(self.embed(inputs))]
