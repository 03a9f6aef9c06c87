"""One picture of each, and strangers at the door."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from heldout.nn.models import Recognizer, one_shot_accuracy
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def test_it_is_scikit_learns_nearest_neighbour_round_by_round() -> None:
    """With the same picture of each enrolled."""
    vectors, people = values(1, 40, 3), np.repeat([3, 7, 9, 20], 10)
    rng, right = np.random.default_rng(5), []
    for _ in range(6):
        order = rng.permutation(40)
        enrolled = [next(i for i in order if people[i] == who) for who in np.unique(people)]
        asked = np.setdiff1d(np.arange(40), enrolled)
        nearest = KNeighborsClassifier(1).fit(vectors[enrolled], people[enrolled])
        right.append(nearest.score(vectors[asked], people[asked]))
    agrees(one_shot_accuracy(vectors, people, np.random.default_rng(5), 6), np.mean(right))


def test_clear_people_are_all_known_and_noise_is_chance() -> None:
    """1 and about 1/M; the picture that is enrolled is not asked for."""
    people = np.repeat(np.arange(5), 20)
    apart = 100.0 * np.eye(5)[people] + values(1, 100, 5)
    assert one_shot_accuracy(apart, people, np.random.default_rng(0)) == 1
    noise = one_shot_accuracy(values(1, 100, 5), people, np.random.default_rng(0), rounds=50)
    assert abs(noise - 0.2) < 0.05


def test_turning_and_moving_all_vectors_changes_nothing() -> None:
    """The law of distances."""
    vectors, people = values(1, 60, 4), np.repeat(np.arange(6), 10)
    turn, _ = np.linalg.qr(values(2, 4, 4))
    before = one_shot_accuracy(vectors, people, np.random.default_rng(0))
    assert one_shot_accuracy(3 * vectors @ turn + 5, people, np.random.default_rng(0)) == before


def test_the_recognizer_names_those_near_and_nobody_else() -> None:
    """The threshold comes from pairs of strangers; the embedding is applied to all."""
    one, other = 10 * values(1, 400, 2), 10 * values(2, 400, 2)
    door = Recognizer(lambda x: x / 10, one, other, false_accepts=0.01)
    assert door.name(np.zeros((1, 2))) == [None]
    door.enrol(["Ada", "Emmy"], np.array([[10.0, 0.0], [0.0, 10.0]]))
    assert door.name(np.array([[10.1, 0.2], [0.1, 9.9], [40.0, 40.0]])) == ["Ada", "Emmy", None]
    accepted = np.linalg.norm(one - other, axis=1) / 10 <= door.gallery.threshold
    assert 0 < accepted.mean() <= 0.01


def test_one_picture_each_is_too_few_to_judge() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"two pictures; given: 3 of 3\. Add more"):
        one_shot_accuracy(np.ones((3, 2)), np.arange(3), np.random.default_rng(0))
    with pytest.raises(ShapeError, match=r"people must have shape \(3,\)"):
        one_shot_accuracy(np.ones((3, 2)), np.arange(2), np.random.default_rng(0))
