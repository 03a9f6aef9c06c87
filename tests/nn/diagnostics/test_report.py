"""Numbers drawn with letters."""

from __future__ import annotations

import pytest

from heldout.nn.diagnostics import bars, curve
from heldout.nn.shapes import ShapeError


def test_bars_are_proportional() -> None:
    """The largest has the whole width; names and numbers stand in columns."""
    lines = bars({"a": 1.0, "long": 4.0, "b": 0.0}, width=8).splitlines()
    assert [line.count("█") for line in lines] == [2, 8, 0]
    assert [line[:6] for line in lines] == ["a     ", "long  ", "b     "]
    assert [line.split()[-1] for line in lines] == ["1", "4", "0"]
    assert len({line.rindex(" ") for line in lines}) == 1


def test_logarithmic_bars_show_decades() -> None:
    """Each factor of ten is as long as the last; 0 has no logarithm and no bar."""
    lines = bars({"a": 1e-7, "b": 1e-6, "c": 1e-5, "d": 0}, width=9, logarithmic=True).splitlines()
    assert [line.count("█") for line in lines] == [3, 6, 9, 0]


def test_what_is_not_finite_has_no_bar() -> None:
    """And spoils none."""
    for logarithmic in (False, True):
        lines = bars(
            {"a": float("nan"), "b": 2.0, "c": float("inf")}, width=4, logarithmic=logarithmic
        ).splitlines()
        assert [line.count("█") for line in lines] == [0, 4, 0]
        assert [line.split()[-1] for line in lines] == ["nan", "2", "inf"]
    assert bars({"a": float("nan")}).count("█") == 0


def test_a_curve_goes_from_the_lowest_to_the_highest_mark() -> None:
    """One for each value, × for no number, and the same for shifted and scaled values."""
    assert curve([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█"
    assert curve([7, float("nan"), 0]) == "█×▁"
    assert curve([100, 300, 200]) == curve([1, 3, 2])
    assert curve([5, 5]) == "▁▁"
    assert curve([]) == ""


def test_nothing_to_draw_is_told() -> None:
    """As no step was recorded."""
    with pytest.raises(ShapeError, match=r"sizes to draw.*given: none.*Record"):
        bars({})
