"""Each feature is there in a curve that has it, and missing in one that has not."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from heldout.authoring import sketch
from heldout.grading.curves import GRID, Axes, Heights, lay
from heldout.grading.features import TESTS, missing, problem_of

PAPER = Axes((-4.0, 4.0), (-2.0, 2.0))
Curve = Callable[[float], float]


def laid(f: Curve, shake: float = 0.0, seed: int = 0) -> Heights:
    """The curve as a hand draws it that shakes by that share of the height."""
    chance = np.random.default_rng(seed)
    points = [
        (float(x), f(float(x)) + 4 * shake * float(chance.normal()))
        for x in np.linspace(-4, 4, 200)
    ]
    return lay(points, PAPER)


def found(
    feature: dict[str, Any], *curves: Curve, shake: float = 0.0, true: Curve = math.tanh
) -> Any:
    """What is missing in the first curve, which is called a; the second one is b."""
    drawn = {
        name: laid(f, shake, seed) for seed, (name, f) in enumerate(zip("ab", curves, strict=False))
    }
    return missing(feature, drawn, {"a": laid(true)}, PAPER)


def line(x: float) -> float:
    return x / 3


def hinge(x: float) -> float:
    return max(0.0, x) / 2


def softened(x: float) -> float:
    return math.log1p(math.exp(x)) / 2


def bowl(x: float) -> float:
    return (x - 1) ** 2 / 8 - 1


def wave(x: float) -> float:
    return math.sin(3 * x)


def level(x: float) -> float:
    return 0.5


CASES = [
    (sketch.near("a"), math.tanh, line),
    (sketch.passes("a", 0, 0), math.tanh, bowl),
    (sketch.ends("a", "left", -1), math.tanh, hinge),
    (sketch.ends("a", "right", 1), math.tanh, lambda x: -math.tanh(x)),
    (sketch.rises("a", -4, 4), math.tanh, lambda x: -math.tanh(x)),
    (sketch.rises("a", -3, 3), math.tanh, wave),
    (sketch.falls("a", -4, 0), bowl, math.tanh),
    (sketch.flat("a", -4, -0.5), hinge, line),
    (sketch.straight("a", -4, 4), line, math.tanh),
    (sketch.bends_up("a", -3, 0), math.tanh, line),
    (sketch.bends_down("a", 0, 3), math.tanh, bowl),
    (sketch.kink("a", 0, least=0.3), hinge, softened),
    (sketch.kink("a", 0, least=0.3), hinge, lambda x: hinge(x - 1)),
    (sketch.kink("a", 0, least=0.3), hinge, line),
    (sketch.lowest("a", 1, -1), bowl, math.tanh),
    (sketch.lowest("a", 1, -1), bowl, lambda x: bowl(x - 1)),
    (sketch.lowest("a", 1, -1), bowl, lambda x: bowl(x) + 0.6),
    (sketch.highest("a", 1, 1), lambda x: -bowl(x), math.tanh),
    (sketch.stays_above("a", 0), hinge, line),
    (sketch.stays_below("a", 1), math.tanh, lambda x: 1.4 * math.tanh(x)),
    (sketch.swings("a", -4, 4, 4), wave, bowl),
    (sketch.swings("a", -4, 4, 4), wave, lambda x: wave(x) / 20),
]


@pytest.mark.parametrize("shake", [0.0, 0.01], ids=["steady", "shaky"])
@pytest.mark.parametrize(("feature", "has", "lacks"), CASES)
def test_a_feature_is_seen_where_it_is_and_missed_where_it_is_not(
    feature: dict[str, Any], has: Curve, lacks: Curve, shake: float
) -> None:
    """Also with a hand that shakes."""
    assert found(feature, has, shake=shake) is None
    assert found(feature, lacks, shake=shake)


PAIRS = [
    (sketch.above("a", "b", -4, 4), (level, lambda x: -0.5), (level, math.tanh)),
    (sketch.widens("a", "b", 0, 4), (lambda x: x / 4, level), (level, lambda x: -0.5)),
    (sketch.crosses("a", "b", -4, 4), (line, level), (level, lambda x: -0.5)),
    (sketch.crosses("a", "b", -4, 4), (line, level), (wave, lambda x: 0.0)),
]


@pytest.mark.parametrize("shake", [0.0, 0.008], ids=["steady", "shaky"])
@pytest.mark.parametrize(("feature", "has", "lacks"), PAIRS)
def test_two_curves_stand_as_they_must(
    feature: dict[str, Any], has: tuple[Curve, Curve], lacks: tuple[Curve, Curve], shake: float
) -> None:
    """Order, growing gap, and one crossing."""
    assert found(feature, *has, shake=shake) is None
    assert found(feature, *lacks, shake=shake)


def test_every_test_is_tried() -> None:
    """None of the table is left out here, and each has a function for authors."""
    assert {case[0]["test"] for case in (*CASES, *PAIRS)} == set(TESTS)
    assert set(TESTS) <= set(sketch.__all__)


def test_what_is_missing_is_said_with_its_place_or_in_the_authors_words() -> None:
    """By default a sentence with the numbers of the axes."""
    assert found(sketch.rises("a", -4, 3), bowl) == "The curve *a* must rise from x = -4 to 3."
    assert found(sketch.ends("a", "left", -1), hinge) == (
        "On the left, the curve *a* must run out near -1."
    )
    assert found(sketch.rises("a", -4, 3, says="Up!"), bowl) == "Up!"


def test_a_feature_that_no_author_can_mean_is_refused() -> None:
    """Unknown tests, and curves that are not there."""
    assert problem_of(sketch.rises("a", 0, 1), ("a",)) is None
    assert "names the curve 'c'" in str(problem_of(sketch.rises("c", 0, 1), ("a", "b")))
    assert "names the curve 'c'" in str(problem_of(sketch.above("a", "c", 0, 1), ("a", "b")))
    assert "must be made by" in str(problem_of({"test": "pretty", "curve": "a"}, ("a",)))
    assert "must be made by" in str(problem_of("rises", ("a",)))


def test_a_mirrored_paper_mirrors_the_features() -> None:
    """Rising in x is falling in −x: a law, for a hundred curves."""
    chance = np.random.default_rng(1)
    for _ in range(100):
        a, b, c = chance.normal(size=3)
        curve = {"a": lay([(x, a * math.tanh(b * x + c)) for x in np.linspace(-4, 4, 60)], PAPER)}
        mirrored = {"a": curve["a"][::-1]}
        rising = missing(sketch.rises("a", -4, 4), curve, {}, PAPER)
        falling = missing(sketch.falls("a", -4, 4), mirrored, {}, PAPER)
        assert (rising is None) == (falling is None)


def test_the_grid_is_finer_than_any_slack() -> None:
    """Else a feature would depend on where the points fall."""
    assert GRID[1] - GRID[0] < 0.005
