"""Kind choice: sets of keys."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from heldout.errors import FieldError
from heldout.grading import check_truth, how_to_reply, read_spec, right_answer

from .parts import Grade, make_part, only_finding

COLOURS = {"red": "Red", "green": "Green", "blue": "Blue", "grey": "Grey"}
ONE = make_part("choice", "green", options=COLOURS, wrong={"warm": "red"})
SEVERAL = make_part(
    "choice", ["red", "blue"], options=COLOURS, multiple=True, wrong={"primary": ["red", "green"]}
)


def test_the_right_option_is_right(verdict: Grade) -> None:
    """A single key is accepted as text and as a tuple of one."""
    assert verdict(ONE, ("green",)).right
    assert verdict(ONE, "green").right


def test_another_option_is_wrong(verdict: Grade) -> None:
    """A wrong option earns nothing."""
    given = verdict(ONE, ("blue",))
    assert (given.outcome, given.score) == ("graded", 0.0)
    assert only_finding(given) == ("wrong-choice", None)
    assert given.findings[0].message == "That is not the right one."


def test_a_known_wrong_option_is_named(verdict: Grade) -> None:
    """The mistake that leads to that option is told by name."""
    assert only_finding(verdict(ONE, ("red",))) == ("mistake", "warm")
    assert only_finding(verdict(SEVERAL, ("green", "red"))) == ("mistake", "primary")


@pytest.mark.parametrize("reply", [(), "", ("green", "red"), ("purple",), ("green", "purple")])
def test_one_of_those_shown_must_be_chosen(verdict: Grade, reply: object) -> None:
    """Nothing, too many, and an option that does not exist cannot be read."""
    assert verdict(ONE, reply).outcome == "unreadable"


def test_order_and_repetition_of_the_choice_do_not_matter(verdict: Grade) -> None:
    """A choice is a set."""
    assert verdict(SEVERAL, ("blue", "red", "blue")).right


def test_scores_of_all_choices_lie_between_0_and_1_and_only_the_truth_has_1(verdict: Grade) -> None:
    """Each right one earns a share and each wrong one costs as much: guessing all gains nothing."""
    sets = chain.from_iterable(combinations(COLOURS, size) for size in range(1, 5))
    scores = {chosen: verdict(SEVERAL, chosen).score for chosen in sets}
    assert {chosen for chosen, score in scores.items() if score == 1} == {("red", "blue")}
    assert all(0 <= score <= 1 for score in scores.values())
    assert scores["red",] == 0.5
    assert scores["red", "green", "blue", "grey"] == 0
    assert scores["red", "green", "blue"] == 0.5


def test_what_is_missing_and_what_is_too_much_is_counted(verdict: Grade) -> None:
    """The message says how many, not which."""
    message = verdict(SEVERAL, ("green", "grey", "red")).findings[0].message
    assert message == "Not quite: 1 right one not chosen and 2 wrong ones chosen."


@pytest.mark.parametrize("truth", ["purple", [], "", ["red", "blue"], 3, None, ["red", "purple"]])
def test_a_truth_that_is_not_one_option_is_the_authors_fault(verdict: Grade, truth: object) -> None:
    """A part with such a truth blames the pack, never the candidate."""
    part = make_part("choice", truth, options=COLOURS)
    assert check_truth(part)
    assert verdict(part, ("red",)).outcome == "grader_failed"


def test_the_answer_shows_the_texts() -> None:
    """The right answer is told in the words of the options, in the order shown."""
    assert right_answer(ONE) == "Green"
    assert right_answer(SEVERAL) == "- Red\n- Blue"


def test_the_form_says_how_many_to_choose() -> None:
    """One, or all that are right."""
    assert how_to_reply(ONE) == "Choose one."
    assert how_to_reply(SEVERAL) == "Choose all that are right."


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "options"),
        ({"options": {}, "multiple": "yes"}, "multiple"),
        ({"options": {}, "x": 1}, "x"),
    ],
)
def test_wrong_fields_are_named(fields: dict[str, object], field: str) -> None:
    """Missing options, a flag that is none, and a field that nobody knows."""
    with pytest.raises(FieldError) as error:
        read_spec("choice", fields)
    assert error.value.field == field
