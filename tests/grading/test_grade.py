"""The table of kinds, and the three outcomes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from heldout.authoring import sketch
from heldout.errors import FieldError, JudgeClosed, JudgeLost, SandboxError
from heldout.grading import KINDS, Bench, grade, grader_failed, how_to_reply, kind_of, read_spec
from heldout.grading.grade import TRIES
from heldout.records import ReplyValue, VariantPart, Verdict

from .parts import Grade, make_part

LINE = {"curves": {"": [[0, 0], [1, 1], [2, 2]]}, "features": [sketch.rises("", 0, 2)]}
FLAT = {"curves": {"": [[0, 0.5], [1, 0.5], [2, 0.5]]}}
LETTERS = {"a": "A", "b": "B", "c": "C"}
PARTS = [
    make_part("choice", "a", options=LETTERS, wrong={"m": "b"}),
    make_part("fill", ["momentum"], wrong={"m": ["inertia"]}),
    make_part("number", [1, 2], count=2, wrong={"m": [2, 1]}),
    make_part("array", [[1, 2]], wrong={"m": [[2, 1]]}),
    make_part("array", [1, 2], of="shape", wrong={"m": [2, 1]}),
    make_part("expression", "x^2", variables={"x": [0, 1]}, wrong={"m": "2x"}),
    make_part("sketch", LINE, wrong={"m": FLAT}, x=[0, 2], y=[0, 2]),
    make_part("lines", [2], wrong={"m": [1]}, listing="text", program="a\nb\n\n"),
    make_part("order", ["a", "b", "c"], options=LETTERS, wrong={"m": ["c", "b", "a"]}),
]
by_kind = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.kind)


def test_every_kind_is_in_the_table_under_its_name() -> None:
    """One object for each of the nine."""
    assert {name: kind.name for name, kind in KINDS.items()} == {name: name for name in KINDS}
    assert set(KINDS) == {
        "choice",
        "fill",
        "number",
        "array",
        "expression",
        "order",
        "sketch",
        "lines",
        "code",
    }


def test_an_unknown_kind_is_refused_with_those_that_there_are() -> None:
    """An author reads which words can be written there."""
    with pytest.raises(FieldError, match="choice, fill, number"):
        read_spec("essay", {})


@by_kind
def test_the_truth_as_written_is_right_and_shown(verdict: Grade, part: VariantPart) -> None:
    """Each kind reads what it writes; the verdict carries the answer for later."""
    given_verdict = verdict(part, kind_of(part).write(part, part.truth))
    assert given_verdict.right
    assert given_verdict.answer


@by_kind
def test_each_known_mistake_is_recognised(verdict: Grade, part: VariantPart) -> None:
    """By its name, and below full score."""
    (mistake,) = part.mistakes
    given_verdict = verdict(part, kind_of(part).write(part, mistake.value))
    assert given_verdict.outcome == "graded"
    assert given_verdict.score < 1
    assert [finding.mistake for finding in given_verdict.findings] == ["m"]
    assert given_verdict.findings[0].message == mistake.message


@by_kind
def test_nonsense_is_unreadable_and_says_what_is_expected(
    verdict: Grade, part: VariantPart
) -> None:
    """It scores nothing, shows no answer, and is never our fault."""
    for reply in kind_of(part).nonsense(part):
        given_verdict = verdict(part, reply)
        assert (given_verdict.outcome, given_verdict.score) == ("unreadable", 0.0), reply
        assert given_verdict.answer is None
        assert given_verdict.findings[0].kind == "unreadable"
        assert given_verdict.findings[0].message.endswith(".")


HOSTILE: list[Any] = [
    "\x00",
    "\ud800",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "9" * 100_000,
    "[" * 100_000,
    "😀" * 200,
    "nan",
    "-inf",
    ("a", "a", "a"),
    ("\ud800",),
    (),
    tuple("abc" * 1000),
]


@by_kind
@pytest.mark.parametrize("reply", HOSTILE, ids=range(len(HOSTILE)))
def test_no_reply_makes_a_grader_fail(verdict: Grade, part: VariantPart, reply: ReplyValue) -> None:
    """Whatever comes in at the door is graded or unreadable; nobody gains by breaking a grader."""
    assert verdict(part, reply).outcome in ("graded", "unreadable")


@by_kind
def test_a_truth_that_cannot_be_is_our_fault(verdict: Grade, part: VariantPart) -> None:
    """Before the reply is looked at, and with the part named."""
    given_verdict = verdict(replace(part, truth=None), kind_of(part).write(part, part.truth))
    assert (given_verdict.outcome, given_verdict.score) == ("grader_failed", 0.0)
    assert "answers() for part answer" in given_verdict.findings[0].evidence[0].text


@pytest.mark.parametrize(
    ("error", "reason"),
    [(SandboxError("no judge"), "no judge"), (RuntimeError("no idea"), "RuntimeError: no idea")],
)
def test_whatever_goes_wrong_inside_is_our_fault(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    """The reason is kept as evidence: our own sentences as they are, others with their type."""

    def fail(*_: Any) -> None:
        raise error

    part = PARTS[1]
    for method in ("grade", "answer"):
        with monkeypatch.context() as patch:
            patch.setattr(type(kind_of(part)), method, fail)
            given_verdict = grade(part, "momentum", bench)
        assert given_verdict.outcome == "grader_failed"
        assert given_verdict.findings[0].evidence[0].text == reason


@pytest.mark.parametrize("losses", range(TRIES + 1))
def test_a_judge_that_dies_under_a_reply_is_asked_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, losses: int
) -> None:
    """The verdict is the one of a judge that lives; only one that never does is our fault."""
    part, lost = PARTS[1], iter(range(losses))
    plain = type(kind_of(part)).grade

    def flaky(*arguments: Any) -> Verdict:
        if next(lost, None) is not None:
            raise JudgeLost("It died.")
        return plain(*arguments)

    monkeypatch.setattr(type(kind_of(part)), "grade", flaky)
    given_verdict = grade(part, "momentum", bench)
    assert given_verdict.right == (losses < TRIES)
    assert (given_verdict.outcome == "grader_failed") == (losses >= TRIES)


def test_a_judge_that_is_closed_gives_no_verdict(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is known of the reply, so nothing may be stored."""

    def fail(*_: Any) -> None:
        raise JudgeClosed("It is closed.")

    part = PARTS[1]
    monkeypatch.setattr(type(kind_of(part)), "grade", fail)
    with pytest.raises(JudgeClosed):
        grade(part, "momentum", bench)


def test_the_verdict_for_our_own_faults_teaches_nothing() -> None:
    """Score zero, not graded, and the reason verbatim."""
    given_verdict = grader_failed("the disk is full")
    assert not given_verdict.right
    assert given_verdict.outcome == "grader_failed"
    assert given_verdict.findings[0].evidence[0].text == "the disk is full"


@by_kind
def test_how_to_reply_is_one_sentence(part: VariantPart) -> None:
    """Short, for the form."""
    sentence = how_to_reply(part)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 100
