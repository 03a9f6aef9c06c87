"""Drawn curves as numbers: what can be read, and where it lies."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.grading.curves import GRID, Axes, CurveError, lay, read_curves, write_curves

PAPER = Axes((-4.0, 4.0), (-1.0, 3.0))
ONE = ("",)


@pytest.mark.parametrize(
    "text",
    [
        "-4 0, 0 1, 4 2",
        "(-4, 0) (0, 1) (4, 2)",
        "[-4; 0] | [0; 1] | [4; 2]",
        "-4 0\n0 1\n4 2\n",
        "−4 0 0 1.0 4e0 .2e1",
    ],
)
def test_points_are_read_however_they_are_set_apart(text: str) -> None:
    """Commas, brackets, lines, and the true minus."""
    assert read_curves(text, ONE) == {"": [(-4.0, 0.0), (0.0, 1.0), (4.0, 2.0)]}


def test_each_curve_has_its_line() -> None:
    """By name, capitals or not, in any order."""
    text = "Good: 0 1 1 1 2 1\ntoo high: 0 0 1 0 2 0"
    read = read_curves(text, ("too high", "good"))
    assert list(read) == ["too high", "good"]
    assert read["good"] == [(0.0, 1.0), (1.0, 1.0), (2.0, 1.0)]


@pytest.mark.parametrize(
    ("text", "names", "says"),
    [
        ("", ONE, "nothing is drawn"),
        ("a curve", ONE, "'acurve' is no number"),
        ("0 1, 2", ONE, "points come as x y; there are 3 numbers"),
        ("0 1, 2 3", ONE, "at least 3 points, and at most 4000; there are 2"),
        ("0 1e999, 1 1, 2 2", ONE, "a number is too large"),
        ("0 0 " * 4001, ONE, "there are 4001"),
        ("0 0 1 1 2 2", ("a", "b"), "each line begins with a name and a colon: a, b"),
        ("c: 0 0 1 1 2 2", ("a", "b"), "'c' is none of the curves: a, b"),
        ("a: 0 0 1 1 2 2", ("a", "b"), "b is missing"),
        ("a: 0 0 1 1 2 2\nA: 0 0 1 1 2 2\nb: 0 0", ("a", "b"), "a is drawn twice"),
        ("a: 0 0 1 1 2 2\nb: 0 0", ("a", "b"), "(b); there are 1"),
    ],
)
def test_what_is_no_curve_is_refused_with_the_reason(
    text: str, names: tuple[str, ...], says: str
) -> None:
    """A sentence that tells what to mend."""
    with pytest.raises(CurveError) as refused:
        read_curves(text, names)
    assert says in str(refused.value)


@given(
    st.dictionaries(
        st.sampled_from(["up", "down", "mid way"]),
        st.lists(st.tuples(*[st.floats(-1e6, 1e6)] * 2), min_size=3, max_size=9),
        min_size=2,
    )
)
def test_what_is_written_is_read_again(curves: dict[str, list[tuple[float, float]]]) -> None:
    """To the digits that are written."""
    read = read_curves(write_curves(curves, digits=17), tuple(curves))
    assert read == curves


def test_a_curve_is_laid_on_the_grid_in_shares_of_the_axes() -> None:
    """0 at the left and at the bottom, 1 at the right and at the top."""
    laid = lay([(-4, -1), (0, 1), (4, 3)], PAPER)
    assert np.allclose(laid, GRID)


def test_what_is_not_drawn_is_no_number() -> None:
    """Left and right of the drawing."""
    laid = lay([(-2, 0), (0, 0), (2, 0)], PAPER)
    assert np.array_equal(np.isnan(laid), (GRID < 0.25) | (GRID > 0.75))


def test_a_drawing_from_right_to_left_is_the_same_curve() -> None:
    """Nobody draws only one way."""
    points = [(x, np.sin(x)) for x in np.linspace(-4, 4, 90)]
    assert np.allclose(lay(points, PAPER), lay(points[::-1], PAPER))


def test_a_jump_stays_a_jump() -> None:
    """Two heights at one place are the upright piece of a step, not the mean of both."""
    laid = lay([(-4, 0), (0, 0), (0, 1), (4, 1)], PAPER)
    assert laid[GRID < 0.49] == pytest.approx(0.25)
    assert laid[GRID > 0.51] == pytest.approx(0.5)


def test_a_hand_may_tremble_but_not_turn_back() -> None:
    """A little way back is a tremble; a long one gives two heights for one x."""
    across = np.linspace(-4, 4, 120)
    trembling = [(x - 0.1 * (i % 7 == 3), 0.0) for i, x in enumerate(across)]
    assert np.allclose(lay(trembling, PAPER), 0.25)
    turning = [*trembling[:80], (0.0, 1.0), *trembling[80:]]
    with pytest.raises(CurveError, match=r"turns back near x = 0"):
        lay(turning, PAPER)


def test_points_that_are_typed_may_come_in_any_order() -> None:
    """Whoever types points is not drawing a line."""
    assert np.allclose(lay([(4, 3), (-4, -1), (0, 1)], PAPER), GRID)


def test_a_trembling_line_is_steadied_and_a_typed_corner_kept() -> None:
    """The mean over a narrow window takes most of the shaking out of a hand's line."""
    chance = np.random.default_rng(0)
    across = np.linspace(-4, 4, 240)
    shaky = lay([(x, 1 + chance.normal(0, 0.08)) for x in across], PAPER)
    assert np.nanstd(shaky) < 0.55 * 0.08 / 4
    corner = lay([(-4, 0), (0, 0), (4, 3)], PAPER)
    assert corner[120] == pytest.approx(0.25)
