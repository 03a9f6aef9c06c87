"""Where somebody sits and practises: the replies that come in, the console that shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from heldout.cli.commands import Command, Misspelt, command_help, read_command
from heldout.cli.consoles import notes
from heldout.cli.lines import Lines, NoMoreReplies
from heldout.cli.opening import now
from heldout.cli.showing import show_hint
from heldout.records import Attempt, Finding, Progress, Reply, Variant

if TYPE_CHECKING:
    from heldout.practice import Practice

__all__ = ["Desk", "Step", "watching"]


class Step(Enum):
    """What comes after a part, or after a question."""

    ON = "on"
    REVEAL = "reveal"
    SKIP = "skip"
    AGAIN = "again"
    QUIT = "quit"


_STEPS = {
    Command.SHOW: Step.REVEAL,
    Command.SKIP: Step.SKIP,
    Command.AGAIN: Step.AGAIN,
    Command.QUIT: Step.QUIT,
}


@dataclass
class Desk:
    """All that the loop works with."""

    practice: Practice
    lines: Lines
    console: Console
    folder: Path  # for answers in code
    taught: set[str] = field(default_factory=set)  # what has been explained once already

    def say(self, text: str, style: str = "") -> None:
        """One line to the candidate."""
        self.console.print(Text(text, style=style))

    def listen(self, variant: Variant, prompt: str) -> str | Step:
        """The next line that is a reply, or the step that a command leads to."""
        while True:
            try:
                line = self.lines.ask(prompt)
                command = read_command(line)
            except NoMoreReplies:
                return Step.QUIT
            except Misspelt as problem:
                self.say(str(problem), "yellow")
                continue
            if command is None:
                return line
            if command in _STEPS:
                return _STEPS[command]
            self._help(command, variant)

    def _help(self, command: Command, variant: Variant) -> None:
        if command is Command.HELP:
            self.console.print(command_help())
            return
        before = self.practice.sitting(variant).hints
        if before >= len(variant.hints):
            self.say("There are no more hints." if variant.hints else "There are no hints.", "dim")
            return
        show_hint(self.console, variant, self.practice.show_hint(variant, now()).hints)

    def hand_in(self, variant: Variant, reply: Reply) -> Attempt:
        """The reply stored and judged, with its progress shown while that takes."""
        with watching("Judging …") as listen:
            return self.practice.submit_reply(variant, reply, now(), listen)


@contextmanager
def watching(text: str) -> Iterator[Callable[[Progress | Finding], None]]:
    """A listener that keeps a line on the terminal up to date; silent where there is none."""
    console = notes()
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(text) as status:

        def listen(news: Progress | Finding) -> None:
            if isinstance(news, Progress):
                status.update(f"{text} {news.text}")

        yield listen
