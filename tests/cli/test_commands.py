"""Words behind a colon."""

from __future__ import annotations

import pytest

from heldout.cli.commands import Command, Misspelt, read_command


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("?", Command.HINT),
        (":hint", Command.HINT),
        (":QUIT", Command.QUIT),
        (":q", Command.QUIT),
        (":sk", Command.SKIP),
        (": show", Command.SHOW),
    ],
)
def test_a_command_is_known_by_its_beginning(line, command):
    """The whole word, or enough of it."""
    assert read_command(line) is command


@pytest.mark.parametrize("line", ["hint", "quit", "q", "show", "skip", "what?", "a: b", ""])
def test_a_word_without_a_colon_is_a_reply(line):
    """A fill may be any word, so no bare word is a command."""
    assert read_command(line) is None


@pytest.mark.parametrize("line", [":", ":s", ":h", ":quite", ":42"])
def test_what_is_no_command_or_two_is_said(line):
    """An unknown or unclear word is not taken for a reply."""
    with pytest.raises(Misspelt, match=":help"):
        read_command(line)
