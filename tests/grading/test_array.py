"""Kind array: values, shapes, design parts."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from heldout.errors import FieldError
from heldout.grading import check_truth, how_to_reply, kind_of, read_spec, right_answer

from .parts import Grade, make_part, only_finding

TABLE = make_part(
    "array",
    [[1, 2], [3, 4]],
    tolerance=0.01,
    wrong={"transposed": [[1, 3], [2, 4]], "flat": [1, 2, 3, 4]},
)
SHAPE = make_part("array", [8, 16, 32], of="shape", wrong={"channels-last": [16, 32, 8]})


@pytest.mark.parametrize(
    "reply", ["[[1, 2], [3, 4]]", "1 2\n3 4", "np.array([[1., 2.], [3., 4.009]])"]
)
def test_the_right_values_are_right(verdict: Grade, reply: str) -> None:
    """In any notation, within the tolerance."""
    assert verdict(TABLE, reply).right


def test_a_table_of_one_row_may_be_typed_as_a_line(verdict: Grade) -> None:
    """As the form says; in brackets it has as many axes as brackets."""
    row = make_part("array", [[1, 2, 3]])
    assert verdict(row, "1, 2, 3").right
    assert verdict(row, "[[1, 2, 3]]").right
    assert only_finding(verdict(row, "[1, 2, 3]")) == ("wrong-shape", None)


def test_wrong_entries_are_counted_and_located(verdict: Grade) -> None:
    """The rest earns its share."""
    given_verdict = verdict(TABLE, "[[1, 2], [0, 0]]")
    assert given_verdict.score == 0.5
    (finding,) = given_verdict.findings
    assert finding.message == "2 of 4 entries are not right."
    assert finding.evidence[0].text == "[1, 0], [1, 1]"


def test_only_the_first_wrong_entries_are_listed(verdict: Grade) -> None:
    """A long list helps nobody."""
    evidence = verdict(make_part("array", [0] * 9), str([1] * 9)).findings[0].evidence[0]
    assert evidence.text == "[0], [1], [2], [3], [4], [5] and 3 more"


@pytest.mark.parametrize("reply", ["[1, 2]", "[[1], [2], [3], [4]]", "[]", "[[[1, 2], [3, 4]]]"])
def test_another_shape_is_wrong_and_told(verdict: Grade, reply: str) -> None:
    """It earns nothing, even where values would agree when broadcast."""
    given_verdict = verdict(TABLE, reply)
    assert given_verdict.score == 0
    assert only_finding(given_verdict) == ("wrong-shape", None)


def test_mistakes_are_recognised_whatever_their_shape(verdict: Grade) -> None:
    """A mistake may lead to another shape."""
    assert only_finding(verdict(TABLE, "[[1, 3], [2, 4]]")) == ("mistake", "transposed")
    assert only_finding(verdict(TABLE, "[1, 2, 3, 4]")) == ("mistake", "flat")
    assert only_finding(verdict(SHAPE, "(16, 32, 8)")) == ("mistake", "channels-last")


@pytest.mark.parametrize(
    "reply", ["", " ", "[1, 2", "[1, x]", "[[1, 2], [3]]", "[" * 99, "[" + "1," * 20_000 + "1]", ()]
)
def test_what_is_no_array_is_unreadable(verdict: Grade, reply: Any) -> None:
    """Ragged, unclosed, endless: theirs to mend."""
    assert verdict(TABLE, reply).outcome == "unreadable"


def test_nan_and_infinities_agree_with_themselves_only(verdict: Grade) -> None:
    """A mask of minus infinity can be the truth."""
    mask = make_part("array", [0, -math.inf], tolerance=1.0)
    assert verdict(mask, "[0, -inf]").right
    assert verdict(mask, "[0, inf]").score == verdict(mask, "[0, nan]").score == 0.5


@pytest.mark.parametrize("reply", ["(8, 16, 32)", "8x16x32", "torch.Size([8, 16, 32])"])
def test_the_right_shape_is_right(verdict: Grade, reply: str) -> None:
    """In any notation."""
    assert verdict(SHAPE, reply).right


def test_a_shape_with_another_number_of_sizes_is_told_so(verdict: Grade) -> None:
    """Without giving the sizes away."""
    message = verdict(SHAPE, "(8, 16)").findings[0].message
    assert message == "That shape has 2 sizes; the right one has 3."


def test_large_sizes_are_exact(verdict: Grade) -> None:
    """Sizes are whole numbers."""
    part = make_part("array", [10_000_000_001], of="shape")
    assert verdict(part, "(10000000001,)").right
    assert not verdict(part, "(10000000002,)").right


def test_shapes_are_shown_as_python_writes_them() -> None:
    """One axis has its comma, and no axis its brackets."""
    shapes = ([4], [2, 3], [])
    shown = [right_answer(make_part("array", shape, of="shape")) for shape in shapes]
    assert shown == ["`(4,)`", "`(2, 3)`", "`()`"]


@given(arrays(np.float64, array_shapes(max_dims=3, max_side=3), elements=st.floats()))
def test_who_replies_with_the_answer_shown_is_right(truth: NDArray[np.float64]) -> None:
    """However fine the tolerance: the answer has as many digits as it needs."""
    part = make_part("array", truth.tolist())
    kind = kind_of(part)
    assert kind.grade(part, right_answer(part).strip("`"), None).right
    assert kind.grade(part, kind.write(part, truth.tolist()), None).right


def rule(weights: list[list[float]]) -> str | None:
    """Complains about a negative entry, unless it finds none."""
    return "No entry may be negative." if (np.array(weights) < 0).any() else None


DESIGN = make_part("array", [[1, 1]], accepts=rule, wrong={"minus": [[-1, -1]]})


def test_a_design_part_is_judged_by_its_rule(verdict: Grade) -> None:
    """Any reply that the rule takes is right; else its complaint, or a known mistake, is told."""
    assert verdict(DESIGN, "[[5, 0]]").right
    assert verdict(DESIGN, "[[5, -1]]").findings[0].message == "No entry may be negative."
    assert only_finding(verdict(DESIGN, "[[-1, -1]]")) == ("mistake", "minus")
    assert right_answer(DESIGN) == "`[[1, 1]]` (one of many)"


def test_nan_does_not_slip_through_a_rule(verdict: Grade) -> None:
    """Every comparison with NaN is false, so a rule that looks for faults would find none."""
    assert rule([[math.nan]]) is None
    assert verdict(DESIGN, "[[nan, 1]]").score == 0


@pytest.mark.parametrize(
    ("truth", "fields"),
    [
        ([[1, 2], [3]], {}),
        ("many", {}),
        (None, {}),
        ([], {}),
        ([[2, 3]], {"of": "shape"}),
        ([2.5], {"of": "shape"}),
        ([0.5], {"integer": True}),
    ],
)
def test_a_truth_of_another_form_is_the_authors_fault(truth: Any, fields: dict[str, Any]) -> None:
    """It is told, not tripped over."""
    part = make_part("array", truth, **fields)
    assert check_truth(part)


def test_the_form_shows_an_example_of_that_many_axes() -> None:
    """A list, a table or a shape."""
    assert "[0.5, -1, 2]" in how_to_reply(make_part("array", [1, 2]))
    assert "[[1, 2], [3, 4]]" in how_to_reply(TABLE)
    assert "(1, 3, 32, 32)" in how_to_reply(SHAPE)


def test_two_opinions_must_agree_to_rounding_error() -> None:
    """In shape, and not only to the tolerance; a design's other opinion must pass its rule."""
    kind = kind_of(TABLE)
    assert kind.same(TABLE, [[0.1 + 0.2]], [[0.3]])
    assert not kind.same(TABLE, [[1, 2]], [[1, 2.005]])
    assert not kind.same(TABLE, [[1, 2]], [1, 2])
    assert kind.same(DESIGN, [[1, 1]], [[0, 7]])
    assert not kind.same(DESIGN, [[1, 1]], [[0, -7]])


@pytest.mark.parametrize(("fields", "field"), [({"of": "sizes"}, "of"), ({"shape": True}, "shape")])
def test_wrong_fields_are_named(fields: dict[str, Any], field: str) -> None:
    """So that the author finds them."""
    with pytest.raises(FieldError) as error:
        read_spec("array", fields)
    assert error.value.field == field
