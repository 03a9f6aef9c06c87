"""Replies and verdicts come back as they were, whatever characters they hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from heldout.errors import StoreError
from heldout.records import Reply, Verdict
from heldout.store.documents import read_reply, read_verdict, write_reply, write_verdict

from .records import replies, verdicts


@settings(deadline=None)
@given(replies)
def test_replies_round_trip(reply: Reply) -> None:
    """Any reply, typed or chosen, survives as plain text that every database takes."""
    document = write_reply(reply)
    assert document.isascii()
    assert "\0" not in document
    assert read_reply(document) == reply


@settings(deadline=None)
@given(verdicts)
def test_verdicts_round_trip(verdict: Verdict) -> None:
    """Any verdict survives, each finding and its evidence included, to the last digit."""
    document = write_verdict(verdict)
    assert document.isascii()
    assert "\0" not in document
    assert read_verdict(document) == verdict


def test_a_single_choice_stays_a_choice() -> None:
    """One chosen key is not taken for typed text."""
    assert read_reply(write_reply(Reply("p", ("a",)))).value == ("a",)
    assert read_reply(write_reply(Reply("p", "a"))).value == "a"
    assert read_reply(write_reply(Reply("p", ()))).value == ()


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -0.1, 1.1])
def test_a_score_that_is_none_is_refused(score: float) -> None:
    """A verdict that could not be read as one is not written."""
    with pytest.raises(ValueError, match=r"\[0, 1\]"):
        write_verdict(Verdict("graded", score, ()))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"part": "p"}', '{"outcome": 1}'])
def test_a_document_of_another_program_is_refused(text: str) -> None:
    """What Heldout did not write is a damaged database, not a verdict."""
    with pytest.raises(StoreError, match="restore a backup"):
        read_reply(text)
    with pytest.raises(StoreError, match="restore a backup"):
        read_verdict(text)
