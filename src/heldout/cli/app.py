"""The commands of `heldout`, and the options that stand before any of them."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from heldout import __version__
from heldout.cli.consoles import forgive_encodings, say
from heldout.cli.exits import MEANINGS, Exit
from heldout.cli.guarding import guarded, settle
from heldout.cli.judging import grade
from heldout.cli.listing import list_questions, show
from heldout.cli.practising import practise, review
from heldout.cli.selfcheck import selfcheck
from heldout.cli.serving import serve
from heldout.cli.shelving import shelf
from heldout.cli.standing import progress
from heldout.cli.verifying import verify

__all__ = ["app", "run"]

_EPILOGUE = "\n".join(
    ["Exit codes:", *(f"{code.value:>3}  {meaning}" for code, meaning in MEANINGS.items())]
)

app = typer.Typer(
    name="heldout",
    help="Deep-learning interviews you can't overfit to. Without a command, starts the web app.",
    epilog=_EPILOGUE,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _unwrapped(command: Callable[..., Exit]) -> str:
    """The docstring with each paragraph on one line, for the terminal to wrap."""
    paragraphs = (inspect.getdoc(command) or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


_COMMANDS: dict[str, Callable[..., Exit]] = {
    "practice": practise,
    "review": review,
    "list": list_questions,
    "show": show,
    "grade": grade,
    "progress": progress,
    "shelf": shelf,
    "serve": serve,
    "verify": verify,
    "selfcheck": selfcheck,
}
for _name, _command in _COMMANDS.items():
    app.command(_name, help=_unwrapped(_command))(guarded(_command))


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"heldout {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Deep-learning interviews you can't overfit to. Without a command, starts the web app."""
    if context.invoked_subcommand is None:
        raise typer.Exit(settle(serve))


def run(arguments: list[str] | None = None) -> int:
    """Runs one command line and returns its exit code."""
    forgive_encodings()
    given = sys.argv[1:] if arguments is None else arguments
    return settle(lambda: _exit_code(given))


def _exit_code(arguments: list[str]) -> Exit:
    try:
        app(args=arguments, prog_name="heldout")
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Rich saw it first
            return Exit.PIPE_CLOSED
        return Exit(end.code if isinstance(end.code, int) else 0)
    return Exit.FINE
