"""Lines become replies: letters for options, rows for arrays."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from heldout.cli.replies import Misread, how_to_type, letters_for, read_reply
from heldout.records import Option, Reply, VariantPart


def part(kind: str, *, options: int = 0, multiple: bool = False, truth: object = None):
    return VariantPart(
        id="answer",
        kind=kind,
        prompt="",
        options=tuple(Option(f"key-{index}", f"Option {index}") for index in range(options)),
        spec=SimpleNamespace(multiple=multiple),
        truth=truth,
        mistakes=(),
    )


def read(item: VariantPart, *lines: str):
    rest = iter(lines[1:])
    return read_reply(item, lines[0], lambda: next(rest)).value


@pytest.mark.parametrize("line", ["c a", "c,a", "ca", "C A", "c, a", "c)  a)", "c > a", "c c a"])
def test_several_letters_may_be_typed_in_many_ways(line):
    """Letters in any spelling name the options shown beside them."""
    assert read(part("choice", options=3, multiple=True), line) == ("key-2", "key-0")


def test_an_order_keeps_the_order_of_its_letters():
    """The letters of an order are the reply's keys, first to last."""
    assert read(part("order", options=3), "b c a") == ("key-1", "key-2", "key-0")


@pytest.mark.parametrize(
    ("item", "line", "said"),
    [
        (part("choice", options=3), "d", "'d' is none of them"),
        (part("choice", options=3), "a b", "Exactly one"),
        (part("choice", options=3), "apple", "none of them"),
        (part("choice", options=3), ",", "nothing was given"),
        (part("order", options=3), "a b", "exactly once"),
        (part("order", options=3), "a a b c", "exactly once"),
    ],
)
def test_a_line_that_names_no_reply_is_explained(item, line, said):
    """Nothing is handed in, and the sentence says what is wanted."""
    with pytest.raises(Misread, match=said):
        read(item, line)


def test_many_options_are_numbered():
    """Beyond z there are no letters: numbers label the options."""
    item = part("choice", options=30)
    assert letters_for(item)[-1] == "30"
    assert read(item, "12") == ("key-11",)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["[[1, 2], [3, 4]]"], "[[1, 2], [3, 4]]"),
        (["[[1, 2],", "[3, 4]]"], "[[1, 2],\n[3, 4]]"),
        (["1 2", "3 4", ""], "1 2\n3 4"),
        (["[1, 2", ""], "[1, 2"),
    ],
)
def test_an_array_ends_with_its_brackets_or_an_empty_line(lines, value):
    """Rows may be typed one a line; brackets say by themselves when they are done."""
    assert read(part("array", truth=[[1, 2], [3, 4]]), *lines) == value


def test_a_flat_array_takes_one_line():
    """Nobody has to press Enter twice after a list of numbers."""
    assert read(part("array", truth=[1, 2, 3]), "1 2 3") == "1 2 3"


def test_any_other_reply_is_the_line_itself():
    """A fill or a number goes to its grader as typed."""
    item = part("fill")
    assert read_reply(item, "quit", lambda: "never") == Reply("answer", "quit")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (part("choice", options=3), "letter of your choice, a to c"),
        (part("choice", options=3, multiple=True), "letters of all that are right"),
        (part("order", options=3), "right order, such as c b a"),
        (part("array", truth=[[1]]), "The grader's words. End rows"),
        (part("number"), "The grader's words."),
    ],
)
def test_how_to_type_speaks_of_letters_where_there_are_options(item, said):
    """The hint on typing fits what the terminal shows."""
    assert said in how_to_type(item, "The grader's words.")
