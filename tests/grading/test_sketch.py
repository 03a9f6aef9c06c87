"""Kind `sketch`: what is right, what is missing, what cannot be read, what authors give."""

from __future__ import annotations

import math
from typing import Any

import pytest

from heldout.authoring import sketch
from heldout.errors import FieldError
from heldout.grading import check_truth, drawn_points, kind_of, read_spec
from heldout.records import VariantPart

from .parts import Grade, make_part

TANH = sketch.points(math.tanh, -4, 4)
FEATURES = [sketch.rises("", -4, 4), sketch.ends("", "left", -1), sketch.passes("", 0, 0)]


def tanh_part(**fields: Any) -> VariantPart:
    """Draw tanh; the sigmoid is a known mistake."""
    sigmoid = sketch.points(lambda x: 1 / (1 + math.exp(-x)), -4, 4)
    truth = fields.pop("truth", {"curves": {"": TANH}, "features": FEATURES})
    wrong = {"sigmoid-drawn": {"curves": {"": sigmoid}}}
    return make_part("sketch", truth, wrong=wrong, **{"x": [-4, 4], "y": [-2, 2], **fields})


def pair_part() -> VariantPart:
    """Two curves, the first above the second."""
    curves = {"up": [[0, 0], [5, 0.5], [10, 1]], "down": [[0, 0], [5, -0.5], [10, -1]]}
    truth = {"curves": curves, "features": [sketch.above("up", "down", 2, 10, 0.05)]}
    return make_part("sketch", truth, x=[0, 10], y=[-1, 1], curves=["up", "down"])


def test_a_curve_with_all_features_is_right(verdict: Grade) -> None:
    """A handful of typed points is enough."""
    assert verdict(tanh_part(), "-4 -1, -1 -0.76, 0 0, 1 0.76, 4 1").right


def test_each_missing_feature_costs_its_share_and_is_told(verdict: Grade) -> None:
    """In the order in which the author names them."""
    found = verdict(tanh_part(), "-4 0.9, 0 1, 4 2")
    assert found.score == pytest.approx(1 / 3)
    assert [finding.kind for finding in found.findings] == ["missing-feature"] * 2
    assert "must run out near -1" in found.findings[0].message
    assert "must go through (0, 0)" in found.findings[1].message


def test_what_is_said_twice_is_told_once(verdict: Grade) -> None:
    """Several features may share a sentence of the author's."""
    features = [sketch.passes("", x, 1.5, says="Higher!") for x in (-1, 0, 1)]
    part = tanh_part(truth={"curves": {"": TANH}, "features": features})
    found = verdict(part, "-4 0, 0 0, 4 0")
    assert [finding.message for finding in found.findings] == ["Higher!"]
    assert found.score == 0


def test_a_known_mistake_is_recognised_by_what_was_drawn(verdict: Grade) -> None:
    """Roughly drawn, and nearer to the wrong curve than to the right one."""
    found = verdict(tanh_part(), "-4 0.1, -1 0.3, 0 0.55, 1 0.7, 4 1")
    assert [finding.mistake for finding in found.findings] == ["sigmoid-drawn"]
    assert 0 < found.score < 1


def test_what_is_like_nothing_known_is_no_known_mistake(verdict: Grade) -> None:
    """Nor is what is nearer to the truth."""
    found = verdict(tanh_part(), "-4 -2, 0 -2, 4 -2")
    assert {finding.mistake for finding in found.findings} == {None}


def test_curves_are_told_apart_by_their_names(verdict: Grade) -> None:
    """Exchanged, they are wrong."""
    assert verdict(pair_part(), "down: 0 0 5 -0.5 10 -1\nup: 0 0 5 0.5 10 1").right
    found = verdict(pair_part(), "up: 0 0 5 -0.5 10 -1\ndown: 0 0 5 0.5 10 1")
    assert not found.right
    assert "*up* must lie above *down*" in found.findings[0].message


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("", "nothing is drawn."),
        ("-4 0, 0 0", "at least 3 points"),
        ("-4 0, 0 0, 2 0", "the curve must go from x = -4 to x = 4."),
        ("-1 0, 0 0, 4 0", "the curve must go from x = -4 to x = 4."),
        ("9 0, 10 0, 11 0", "the curve must go from x = -4 to x = 4."),
        ("-4 0, 0 zero, 4 0", "'zero' is no number."),
    ],
)
def test_what_is_no_whole_curve_cannot_be_read(verdict: Grade, reply: str, why: str) -> None:
    """It costs nothing, and says what a reply looks like."""
    found = verdict(tanh_part(), reply)
    assert found.outcome == "unreadable"
    assert "such as -4 -2, 0 0, 4 2." in found.findings[0].message
    assert why in found.findings[0].evidence[0].text


def test_a_reply_that_is_no_text_cannot_be_read(verdict: Grade) -> None:
    """Keys of options are for other kinds."""
    assert verdict(tanh_part(), ("a", "b")).outcome == "unreadable"


def test_the_right_answer_is_shown_in_few_points() -> None:
    """As it could be typed."""
    shown = kind_of(tanh_part()).answer(tanh_part())
    assert "-4 -0.999, -3 -0.995, -2 -0.964" in shown
    assert len(shown) < 200


def test_what_is_drawn_can_be_shown_again() -> None:
    """Point by point; nothing where it cannot be read."""
    assert drawn_points(tanh_part(), "-4 0, 0 1, 4 0") == {"": [(-4, 0), (0, 1), (4, 0)]}
    assert drawn_points(tanh_part(), "a curve") == {}


def test_two_truths_agree_to_rounding_error() -> None:
    """Of the curves alone: the features are one author's."""
    part = tanh_part()
    truth = part.truth
    moved = [[x, y + 1e-9] for x, y in TANH]
    assert kind_of(part).same(part, truth, {"curves": {"": moved}})
    assert not kind_of(part).same(part, truth, {"curves": {"": [[x, y + 1e-3] for x, y in TANH]}})
    assert not kind_of(part).same(part, truth, {"curves": {"other": TANH}})
    assert not kind_of(part).same(part, truth, {"curves": {"": TANH[2:]}})


@pytest.mark.parametrize(
    ("truth", "says"),
    [
        (3, "must be a dict of curves and features"),
        ({"curves": {"": TANH}, "features": FEATURES, "colour": 1}, "must be a dict of curves and"),
        ({"curves": {"a": TANH}, "features": FEATURES}, "must have the curves ['']; given ['a']"),
        ({"curves": {"": TANH}}, "must name at least one feature"),
        ({"curves": {"": TANH}, "features": []}, "must name at least one feature"),
        ({"curves": {"": TANH}, "features": ["rises"]}, "must be made by heldout.authoring.sketch"),
        ({"curves": {"": TANH[:60]}, "features": FEATURES}, "the curve must go from x = -4 to"),
    ],
)
def test_a_truth_that_cannot_judge_is_the_authors_to_mend(truth: Any, says: str) -> None:
    """Before anybody draws."""
    assert says in str(check_truth(tanh_part(truth=truth)))


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"y": [0, 1]}, "x", "must be [least, most], such as [-5, 5]; given None"),
        ({"x": [1, 1], "y": [0, 1]}, "x", "given [1, 1]"),
        ({"x": [0, 1], "y": [2, 1]}, "y", "given [2, 1]"),
        ({"x": [0, 1], "y": [0, True]}, "y", "given [0, True]"),
        ({"x": [0, 1, 2], "y": [0, 1]}, "x", "given [0, 1, 2]"),
        ({"x": [0, 1], "y": [0, 1], "curves": ["a"]}, "curves", "two or more different names"),
        ({"x": [0, 1], "y": [0, 1], "curves": ["a", "A"]}, "curves", "two or more different"),
        ({"x": [0, 1], "y": [0, 1], "curves": ["a: b", "c"]}, "curves", "names without a colon"),
        ({"x": [0, 1], "y": [0, 1], "curve": 1}, "curve", "is not a field of this kind"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, Any], field: str, says: str) -> None:
    """With what must be there."""
    with pytest.raises(FieldError) as refused:
        read_spec("sketch", fields)
    assert refused.value.field == field
    assert says in refused.value.message
