"""What can be typed instead of a reply: words behind a colon, since a reply may be any word."""

from __future__ import annotations

from enum import Enum

from rich.console import Group
from rich.text import Text

from heldout.typeset.terminal import Hanging

__all__ = ["Command", "Misspelt", "command_help", "read_command"]


class Command(Enum):
    """The words, each with what it does."""

    HINT = ("hint", "the next hint; `?` is short for it")
    SHOW = ("show", "give up and see the answer; counts as not known")
    SKIP = ("skip", "leave this question unanswered and take the next")
    AGAIN = ("again", "another variant of this question")
    QUIT = ("quit", "stop here; Ctrl-D does the same")
    HELP = ("help", "this list")

    @property
    def word(self) -> str:
        """What is typed, behind the colon."""
        return self.value[0]

    @property
    def meaning(self) -> str:
        """What it does."""
        return self.value[1]


class Misspelt(Exception):
    """A word behind a colon that is no command."""


def read_command(line: str) -> Command | None:
    """The command that was typed, by its word or its beginning; None for a reply."""
    if line == "?":
        return Command.HINT
    if not line.startswith(":"):
        return None
    typed = line[1:].strip().lower()
    matches = [command for command in Command if typed and command.word.startswith(typed)]
    exact = [command for command in matches if command.word == typed]
    if len(exact or matches) != 1:
        raise Misspelt(f"There is no one command {line!r}; :help lists them.")
    return (exact or matches)[0]


def command_help() -> Group:
    """The list that `:help` prints."""
    width = max(len(command.word) for command in Command)
    return Group(
        *(
            Hanging(Text(f"  :{command.word.ljust(width)}  ", "bold"), Text(command.meaning))
            for command in Command
        )
    )
