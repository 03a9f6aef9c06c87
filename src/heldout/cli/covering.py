"""`heldout verify --coverage`: the rows of the syllabus that can be practised, and the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from heldout.cli.consoles import output
from heldout.cli.exits import Exit

if TYPE_CHECKING:
    from heldout.verification import Coverage

__all__ = ["count_rows"]


def count_rows(packs: Sequence[Path], as_json: bool) -> Exit:
    """Prints the count by kind and what is missing; a source that is no row is a problem."""
    from heldout.cli.json_output import as_coverage, print_json
    from heldout.verification import coverage

    found = coverage(packs)
    if as_json:
        print_json(as_coverage(found))
    else:
        _print(output(), found)
    return Exit.WRONG if found.unknown else Exit.FINE


def _print(console: Console, found: Coverage) -> None:
    from heldout.typeset.terminal import Hanging

    for question, names in found.unknown.items():
        text = f"{question} names {', '.join(names)} under sources: no such row in the syllabus."
        console.print(Text(text, style="red"))
    missing = found.missing()
    if missing:
        console.print(Text("Not yet covered", style="bold"))
    wide = max((len(row.name) for row in missing), default=0)
    for row in missing:
        console.print(Hanging(Text(f"  {row.name:{wide}}  "), Text(f"{row.concept} ({row.kind})")))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("kind")
    for name in ("rows", "covered", "missing"):
        table.add_column(name, justify="right")
    for kind in (*found.kinds(), None):
        rows, covered = len(found.of(kind)), found.covered(kind)
        style = "bold" if kind is None else ""
        table.add_row(kind or "all", *map(str, (rows, covered, rows - covered)), style=style)
    console.print(table)
