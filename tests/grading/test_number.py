"""Kind number: one number or several, tolerances, design parts."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.errors import FieldError
from heldout.grading import check_truth, how_to_reply, kind_of, read_spec, right_answer

from .parts import Grade, make_part, only_finding

HALF = make_part("number", 0.5, tolerance=0.005, wrong={"doubled": 1.0})
PAIR = make_part("number", [3, -4], labels=["H1", "H2"], integer=True, wrong={"sign": [3, 4]})


@pytest.mark.parametrize("reply", ["0.5", "1/2", "0.504", "2^-1", "p = 0.5", ".5"])
def test_a_number_within_the_tolerance_is_right(verdict: Grade, reply: str) -> None:
    """However it is written."""
    assert verdict(HALF, reply).right


def test_a_number_outside_the_tolerance_is_wrong(verdict: Grade) -> None:
    """It earns nothing, and the value is not given away."""
    given_verdict = verdict(HALF, "0.51")
    assert (given_verdict.outcome, given_verdict.score) == ("graded", 0.0)
    assert given_verdict.findings[0].message == "That is not the value."


def test_the_value_of_a_mistake_is_recognised_within_the_tolerance(verdict: Grade) -> None:
    """A rounded wrong value is named too."""
    assert only_finding(verdict(HALF, "0.998")) == ("mistake", "doubled")
    assert only_finding(verdict(PAIR, "3, 4")) == ("mistake", "sign")


@pytest.mark.parametrize(
    "reply", ["", "many", "0,5", "50 %", "1, 2", "9^9^9^9", "1" * 5000, ("a",)]
)
def test_what_is_no_number_is_unreadable_and_shows_an_example(verdict: Grade, reply: Any) -> None:
    """The finding says how to reply, and why this could not be read."""
    given_verdict = verdict(HALF, reply)
    assert given_verdict.outcome == "unreadable"
    assert given_verdict.findings[0].message == how_to_reply(HALF)
    assert given_verdict.findings[0].evidence[0].label == "Why"


@pytest.mark.parametrize("reply", ["nan", "inf", "-inf"])
def test_nan_and_infinity_are_just_wrong(verdict: Grade, reply: str) -> None:
    """They agree with no finite truth."""
    given_verdict = verdict(HALF, reply)
    assert (given_verdict.outcome, given_verdict.score) == ("graded", 0.0)


def test_infinity_can_be_the_truth(verdict: Grade) -> None:
    """The cross-entropy of a certain mistake, for example."""
    part = make_part("number", math.inf)
    assert verdict(part, "∞").right
    assert not verdict(part, "1e308").right


def test_several_numbers_earn_their_share_and_the_wrong_ones_are_named(verdict: Grade) -> None:
    """By their labels, or by their places."""
    given_verdict = verdict(PAIR, "3, 5")
    assert given_verdict.score == 0.5
    assert given_verdict.findings[0].message == "Not right: H2."
    unnamed = verdict(make_part("number", [1, 2, 3], count=3), "0 2 0")
    assert unnamed.score == pytest.approx(1 / 3)
    assert unnamed.findings[0].message == "Not right: number 1, number 3."


def test_whole_numbers_are_exact_however_large(verdict: Grade) -> None:
    """A count of ten milliards is not right when it is off by one; rounding error is no excuse."""
    part = make_part("number", 10_000_000_001, integer=True)
    assert verdict(part, "10,000,000,001").right
    assert not verdict(part, "10^10").right
    assert verdict(make_part("number", 2, integer=True), "sqrt(2)^2").right


def test_a_tolerance_that_the_author_gives_holds_for_whole_numbers_too(verdict: Grade) -> None:
    """Estimates may be asked for."""
    part = make_part("number", 1000, integer=True, tolerance={"relative": 0.1})
    assert verdict(part, "1050").right


def unit(weights: list[float]) -> str | None:
    """A rule in the manner of an author: complains, unless it finds nothing to complain about."""
    if weights[0] + weights[1] <= 0:
        return "The sum must be above zero."
    return None


DESIGN = make_part("number", [1, 1], count=2, accepts=unit, wrong={"negated": [-1, -1]})


def test_a_design_part_takes_every_reply_that_its_rule_takes(verdict: Grade) -> None:
    """The truth is one example among many."""
    assert verdict(DESIGN, "5, -4").right
    assert verdict(make_part("number", 4, accepts=lambda x: None if x > 3 else "No."), "17").right


def test_a_design_part_tells_the_rules_complaint(verdict: Grade) -> None:
    """In the author's words, or by the name of a known mistake."""
    given_verdict = verdict(DESIGN, "5, -6")
    assert given_verdict.score == 0
    assert given_verdict.findings[0].message == "The sum must be above zero."
    assert only_finding(verdict(DESIGN, "-1, -1")) == ("mistake", "negated")


def test_nan_does_not_slip_through_a_rule(verdict: Grade) -> None:
    """Every comparison with NaN is false, so a rule that looks for faults would find none."""
    assert unit([math.nan, 0]) is None
    assert only_finding(verdict(DESIGN, "nan, 1")) == ("not-finite", None)
    assert verdict(DESIGN, "nan, 1").score == 0


def test_a_rule_that_fails_is_our_fault(verdict: Grade) -> None:
    """An author's exception costs the candidate nothing."""
    broken = make_part("number", 1, accepts=lambda x: str(1 / x))
    assert verdict(broken, "0").outcome == "grader_failed"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "A number, such as 0.25, 1/4 or -3e-2."),
        ({"integer": True}, "A whole number."),
        ({"count": 2}, "2 numbers, separated by commas, such as 0.5, -2."),
        ({"labels": ["a", "b"]}, "a, b, separated by commas, such as 0.5, -2."),
        ({"count": 3, "integer": True}, "3 whole numbers, separated by commas, such as 3, -2, 10."),
    ],
)
def test_the_form_shows_an_example_that_can_be_read(
    verdict: Grade, fields: dict[str, Any], sentence: str
) -> None:
    """Whole numbers where whole numbers are wanted."""
    part = make_part(
        "number", [0] * max(fields.get("count", 1), len(fields.get("labels", "1"))), **fields
    )
    assert how_to_reply(part) == sentence
    if "such as" in sentence and "or" not in sentence:
        assert verdict(part, sentence.partition("such as ")[2].rstrip(".")).outcome == "graded"


def test_ten_numbers_get_ten_examples() -> None:
    """As many as are asked for."""
    part = make_part("number", list(range(10)), count=10)
    assert how_to_reply(part).count(",") == 11


@given(st.lists(st.floats(allow_nan=False), min_size=1, max_size=4), st.booleans())
def test_who_replies_with_the_answer_shown_is_right(values: list[float], labelled: bool) -> None:
    """However fine the tolerance: the answer has as many digits as it needs."""
    labels = (
        {"labels": [f"h{i}" for i in range(len(values))]} if labelled else {"count": len(values)}
    )
    part = make_part("number", values, **labels)
    assert kind_of(part).grade(part, right_answer(part), None).right
    assert kind_of(part).grade(part, kind_of(part).write(part, values), None).right


def test_the_answer_is_labelled_and_short() -> None:
    """Six digits are enough where the tolerance is wide; a design has other answers too."""
    assert right_answer(make_part("number", 1 / 3, tolerance=0.01)) == "0.333333"
    assert right_answer(PAIR) == "H1 = 3, H2 = -4"
    assert right_answer(DESIGN) == "1, 1 (one of many)"


@pytest.mark.parametrize(
    ("truth", "fields"),
    [
        ("many", {}),
        (None, {}),
        ([1, 2], {}),
        (0.5, {"integer": True}),
        ([1], {"count": 2}),
        ([[1]], {}),
    ],
)
def test_a_truth_of_another_form_is_the_authors_fault(truth: Any, fields: dict[str, Any]) -> None:
    """It is told, not tripped over."""
    assert check_truth(make_part("number", truth, **fields))


def test_two_opinions_must_agree_to_rounding_error() -> None:
    """Not to the tolerance of the part, and whole numbers exactly."""
    kind = kind_of(HALF)
    assert kind.same(HALF, 0.1 + 0.2, 0.3)
    assert not kind.same(HALF, 0.5, 0.501)
    whole = make_part("number", 10**10, integer=True)
    assert not kind.same(whole, 10**10, 10**10 + 1)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"labels": ["a"], "count": 2}, "labels"),
        ({"count": 0}, "count"),
        ({"integer": 1}, "integer"),
        ({"tolerance": -1}, "tolerance"),
        ({"decimals": 2}, "decimals"),
    ],
)
def test_wrong_fields_are_named(fields: dict[str, Any], field: str) -> None:
    """So that the author finds them."""
    with pytest.raises(FieldError) as error:
        read_spec("number", fields)
    assert error.value.field == field
