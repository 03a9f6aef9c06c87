"""Kind lines: sets of lines, what a share costs, and what authors give."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import pytest

from heldout.errors import FieldError
from heldout.grading import check_truth, how_to_reply, line_numbers, read_spec, right_answer
from heldout.records import VariantPart

from .parts import Grade, make_part, only_finding

PROGRAM = """\
def train(w, x, y):
    for step in range(10):

        gradient = x.T @ (x @ w - y)
        w = w + gradient
    return gradient
"""
WRONG = {"data": [4], "loop": [2], "half": [5, 2]}


def make_lines(truth: Any, **changes: Any) -> VariantPart:
    """A part about the program."""
    return make_part("lines", truth, **{"listing": "program", "program": PROGRAM, **changes})


TWO = make_lines([5, 6], wrong=WRONG)


@pytest.mark.parametrize("reply", ["5, 6", "6 5", "5;6", ("5", "6"), ("6", "5"), "5, 6, 5"])
def test_the_faulty_lines_are_right_in_any_order(verdict: Grade, reply: Any) -> None:
    """Typed or marked."""
    assert verdict(TWO, reply).right


@pytest.mark.parametrize(
    ("reply", "score"), [("5", 0.5), ("5 6 1", 0.5), ("5 1", 0.0), ("1", 0.0), ("5 6 1 2", 0.0)]
)
def test_each_fault_earns_a_share_and_each_innocent_line_costs_one(
    verdict: Grade, reply: str, score: float
) -> None:
    """Never less than nothing."""
    assert verdict(TWO, reply).score == score


def test_no_other_set_earns_everything(verdict: Grade) -> None:
    """All thirty-one sets of the lines that can be marked."""
    fit = line_numbers(PROGRAM)
    sets = chain.from_iterable(combinations(fit, size) for size in range(1, len(fit) + 1))
    right = [marked for marked in sets if verdict(TWO, tuple(map(str, marked))).right]
    assert right == [(5, 6)]


def test_the_verdict_counts_what_was_found(verdict: Grade) -> None:
    """Without saying which."""
    (finding,) = verdict(TWO, "5, 1").findings
    assert finding.message == "You found 1 of 2 lines asked for, and marked one innocent line."
    (finding,) = verdict(make_lines([5]), "1, 2").findings
    assert finding.message == "You found 0 of 1 line asked for, and marked 2 innocent lines."


def test_a_known_set_is_a_mistake(verdict: Grade) -> None:
    """Exactly that set is told alone; else each known line among the innocent is spoken of."""
    assert only_finding(verdict(TWO, "4")) == ("mistake", "data")
    assert only_finding(verdict(TWO, "5, 2")) == ("mistake", "half")
    told = [finding.mistake for finding in verdict(TWO, "4, 2, 5").findings]
    assert told == [None, "data", "loop"]


def test_any_of_several_sets_will_do(verdict: Grade) -> None:
    """The nearest of them is what counts, and a line of another one is not innocent."""
    part = make_lines([[5], ["range", 6]], wrong={"loop": [2]})
    assert verdict(part, "5").right
    assert verdict(part, "2 6").right
    assert verdict(part, "2").score == 0.5
    assert [finding.mistake for finding in verdict(part, "2 1 4").findings] == [None]
    assert "or as well" in right_answer(part)


def test_a_line_may_be_given_by_its_text(verdict: Grade) -> None:
    """Where no other line holds it."""
    assert verdict(make_lines(["w = w"]), "5").right
    assert "it stands on 3" in str(check_truth(make_lines(["gradient"])))
    assert "it stands on 0" in str(check_truth(make_lines(["sgd"])))


@pytest.mark.parametrize("truth", [None, 5, "5", [], [[]], [3], [7], [0], [True], [[5], 6], [1.5]])
def test_a_truth_that_names_no_line_is_refused(truth: Any) -> None:
    """Line 3 is empty, and there is no line 7."""
    assert check_truth(make_lines(truth))


@pytest.mark.parametrize("reply", ["", "3", "0", "7", "five", "5-6", (), ("5", "x"), "-5", "٥"])
def test_what_is_no_line_is_unreadable(verdict: Grade, reply: Any) -> None:
    """The empty line cannot be marked either."""
    assert verdict(TWO, reply).outcome == "unreadable"


def test_the_answer_shows_the_lines_with_their_numbers() -> None:
    """In a fence that the program cannot close."""
    assert right_answer(TWO) == (
        "```python\n  5          w = w + gradient\n  6      return gradient\n```"
    )
    fenced = make_lines([1], program='text = "```"\n')
    assert right_answer(fenced).startswith("````python\n")


def test_the_form_says_what_a_mark_costs() -> None:
    """Before anybody marks all of them."""
    assert "each innocent line costs one" in how_to_reply(TWO)


def test_the_listing_has_to_be_named() -> None:
    """Its language need not be."""
    assert read_spec("lines", {"listing": "program"}).language == "python"
    with pytest.raises(FieldError, match="must be text"):
        read_spec("lines", {})
    with pytest.raises(FieldError, match="not a field"):
        read_spec("lines", {"listing": "program", "options": {}})
