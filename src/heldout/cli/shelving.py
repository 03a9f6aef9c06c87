"""`heldout shelf`: the reference shelf, to read in a terminal or to pipe into a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from heldout.cli.consoles import output, say
from heldout.cli.exits import Exit
from heldout.cli.json_output import as_reference, print_json
from heldout.cli.listing import AsJson
from heldout.cli.wordings import count

if TYPE_CHECKING:
    from heldout.shelf import Reference

__all__ = ["shelf"]

Name = Annotated[
    str | None,
    typer.Argument(help="What to read: layers.dense, or a name in it, such as dense_backward."),
]


def shelf(name: Name = None, as_json: AsJson = False) -> Exit:
    """Shows how each system is written out: the whole reference shelf, or one file of it."""
    from heldout.shelf import find, packages, references

    chosen = references() if name is None else (find(name),)
    if as_json:
        print_json({"references": [as_reference(item, code=name is not None) for item in chosen]})
    elif name is None:
        for package, title in packages().items():
            _list(title, [item for item in chosen if item.name.partition(".")[0] == package])
        say(f"{count(len(chosen), 'file')}. `heldout shelf NAME` shows one.")
    else:
        _print_code(chosen[0])
    return Exit.FINE


def _list(title: str, references: list[Reference]) -> None:
    from heldout.typeset.terminal import Hanging

    if not references:
        return
    console = output()
    console.print(Text(title, style="bold"))
    wide = max(len(item.name) for item in references)
    for item in references:
        console.print(Hanging(Text(f"  {item.name:{wide}}  ", "cyan"), Text(item.title)))
    console.print()


def _print_code(reference: Reference) -> None:
    """In colours for a person, as it is for a pipe."""
    if not sys.stdout.isatty():
        say(reference.code.rstrip("\n"))
        return
    from rich.syntax import Syntax

    console = output()
    console.print(Text(f"heldout.nn.{reference.name}", style="bold"))
    console.print(Syntax(reference.code, "python", theme="ansi_dark", background_color="default"))
