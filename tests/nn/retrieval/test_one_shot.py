"""One-shot recognition: enrol, then query."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.retrieval import Gallery, threshold_at
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def test_the_nearest_enrolled_name_answers() -> None:
    """Whatever the length of the vector; its distance comes with it."""
    gallery = Gallery(threshold=0.5)
    gallery.enrol(["Ada", "Bo"], np.array([[2.0, 0], [0, 7]]))
    (first, second) = gallery.query(np.array([[9.0, 1], [0.1, 0.9]]))
    assert (first[0], second[0]) == ("Ada", "Bo")
    agrees(first[1], np.linalg.norm(np.array([9, 1]) / 82**0.5 - [1, 0]), 1e-9)


def test_a_stranger_is_nobody() -> None:
    """Beyond the threshold; at the threshold itself it still counts."""
    gallery = Gallery(threshold=1.0, unit_length=False)
    assert gallery.query(np.array([[0.0]])) == [(None, float("inf"))]
    gallery.enrol(["Ada"], np.array([[0.0]]))
    assert gallery.query(np.array([[1.0], [1.0001]])) == [
        ("Ada", 1.0),
        (None, pytest.approx(1.0001)),
    ]


def test_several_views_of_one_name_help() -> None:
    """The nearest of them decides, and earlier vectors are not changed by later ones."""
    gallery = Gallery(threshold=0.2, unit_length=False)
    view = np.array([[0.0, 0.0]])
    gallery.enrol(["Ada"], view)
    assert gallery.query(np.array([[1.0, 0.0]]))[0][0] is None
    gallery.enrol(["Ada"], np.array([[1.0, 0.1]]))
    assert gallery.query(np.array([[1.0, 0.0]]))[0][0] == "Ada"
    view += 100
    assert gallery.query(np.array([[0.0, 0.0]]))[0] == ("Ada", 0.0)


def test_order_of_enrolment_does_not_matter() -> None:
    """The same names answer."""
    vectors, queries = values(0, 6, 3), values(1, 10, 3)
    names = list("ABCDEF")
    one, two = Gallery(2), Gallery(2)
    one.enrol(names, vectors)
    for n in (3, 5, 0, 1, 4, 2):
        two.enrol([names[n]], vectors[n : n + 1])
    assert [name for name, _ in one.query(queries)] == [name for name, _ in two.query(queries)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=30), st.floats(0, 1))
def test_the_threshold_accepts_no_more_strangers_than_allowed(d: list[int], share: float) -> None:
    """Ties included, and the next larger distance would accept too many."""
    distances = np.array(d, dtype=float)
    threshold = threshold_at(distances, share)
    assert (distances <= threshold).mean() <= share
    higher = distances[distances > threshold]
    if higher.size:
        assert (distances <= higher.min()).mean() > share


def test_no_false_accept_allowed_accepts_nobody_measured() -> None:
    """The smallest distance between strangers is already too near."""
    assert threshold_at(np.array([0.4, 0.9]), 0.0) == -np.inf
    assert threshold_at(np.array([0.4, 0.9]), 0.5) == 0.4
    assert threshold_at(np.array([0.4, 0.9]), 1.0) == 0.9


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    gallery = Gallery(1.0)
    with pytest.raises(ShapeError, match=r"a name for each of the 2 vectors; given: 1. N."):
        gallery.enrol(["Ada"], np.ones((2, 3)))
    gallery.enrol(["Ada"], np.ones((1, 3)))
    with pytest.raises(ShapeError, match=r"the 3 columns of the others; given: 4. Same D"):
        gallery.enrol(["Bo"], np.ones((1, 4)))
    with pytest.raises(ShapeError, match="false_accepts must lie from 0 to 1; given: 2"):
        threshold_at(np.ones(3), 2)
