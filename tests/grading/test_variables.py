"""Variables: intervals, shapes, and the points drawn for them."""

from __future__ import annotations

from typing import Any

import pytest

from heldout.errors import FieldError
from heldout.grading.variables import POINTS, draw_points, read_variables, show_point

RIDGE = {"X": ["n", "d"], "w": {"shape": ["d"], "within": [0, 1]}, "alpha": [5, 6]}


def test_sizes_differ_from_each_other_and_from_one() -> None:
    """The letter that is named first is the largest; several pairs of sizes occur."""
    points = draw_points(read_variables(RIDGE), 3)
    sizes = [(len(point["X"]), len(point["X"][0])) for point in points]
    assert len(points) == POINTS
    assert all(rows > columns >= 2 for rows, columns in sizes)
    assert len({*sizes}) == 3
    assert min(sizes) == sizes[0]
    for point, (rows, columns) in zip(points, sizes, strict=True):
        assert (point["n"], point["d"]) == (rows, columns)
        assert [len(row) for row in point["w"]] == [1] * columns
        assert len(point["I_n"]) == rows


def test_entries_come_from_their_interval() -> None:
    """From -2 to 2, unless another is named."""
    for point in draw_points(read_variables(RIDGE), 4):
        assert all(-2 <= entry <= 2 for row in point["X"] for entry in row)
        assert all(0 <= entry <= 1 for row in point["w"] for entry in row)
        assert 5 <= point["alpha"] <= 6


def test_a_point_is_shown_in_lines() -> None:
    """Numbers first, a vector in one pair of brackets, no identity."""
    point = {"w": [[1.0], [2.5]], "A": [[1.0, 0.0], [3.0, 4.0]], "c": 2.0, "d": 2.0, "I_d": [[1.0]]}
    assert show_point(point) == "c = 2, d = 2\nw = [1, 2.5]\nA = [[1, 0], [3, 4]]"
    assert show_point({"x": 1 / 3, "y": 2.0}) == "x = 0.333333, y = 2"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"X": ["n", "d", "k"]}, "variables.X"),
        ({"X": ["nn", "d"]}, "variables.X"),
        ({"X": ["2", "d"]}, "variables.X"),
        ({"X": [2, "d"]}, "variables.X"),
        ({"X": {"shape": []}}, "variables.X.shape"),
        ({"X": {"within": [0, 1]}}, "variables.X.shape"),
        ({"X": {"shape": ["d"], "within": [1, 0]}}, "variables.X"),
        ({"X": {"shape": ["d"], "size": 3}}, "size"),
        ({"X": ["n", "d"], "T": [0, 1]}, "variables"),
        ({"X": ["n", "d"], "I": [0, 1]}, "variables"),
        ({"X": ["n", "e"]}, "variables"),
        ({"X": ["n", "d"], "d": [0, 1]}, "variables"),
        ({"X": ["n", "d"], "norm": [0, 1]}, "variables"),
        ({"X": ["n", "d"], "Y": ["k", "l"], "z": ["m"]}, "variables"),
    ],
)
def test_what_cannot_be_meant_is_named(given: dict[str, Any], field: str) -> None:
    """Letters for sizes, no name that means something else, four sizes at most."""
    with pytest.raises(FieldError) as error:
        read_variables(given)
    assert error.value.field == field


def test_a_name_is_free_where_there_are_no_matrices() -> None:
    """T and I are variables like any other."""
    assert read_variables({"T": [0, 1], "I": [2, 3]}).shapes == {}
