"""`heldout serve`: the web app, which is also what `heldout` alone starts."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.cli import ahead
from heldout.cli.consoles import warn
from heldout.cli.exits import Exit
from heldout.cli.opening import opened_practice
from heldout.errors import SettingsError

if TYPE_CHECKING:
    from heldout.questions import Library
    from heldout.sandbox import Judge

__all__ = ["read_library", "serve"]


def serve(
    host: Annotated[
        str | None,
        typer.Option("--host", help="Address to listen on.", show_default="this machine only"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=0, max=65535, help="Port; 0 takes any free one.", show_default="8321"
        ),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open one.")] = False,
    hosted: Annotated[
        bool,
        typer.Option("--hosted", help="For people you do not trust: mode full or no start."),
    ] = False,
) -> Exit:
    """Starts the web app and opens a browser where there is one."""
    # The threads of NumPy's BLAS would be in the way of a fork, and what is computed here is small.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with _uncollected():
        import heldout.grading
        import heldout.questions  # noqa: F401  # both processes need them: they are loaded once
    library = ahead.begin(read_library)
    with _uncollected():
        from heldout.settings import read_settings
        from heldout.web import serve as serve_web

    settings = read_settings()
    with opened_practice(serving=True, library=library) as practice:
        if hosted or settings.hosted:
            _insist_on_full(practice.judge, settings.sandbox)
        serve_web(
            practice,
            settings.host if host is None else host,
            settings.port if port is None else port,
            open_browser=not no_browser,
        )
    return Exit.FINE


def read_library() -> Library:
    """All packs. Reading them takes a quarter of the start, unless it is done beside."""
    from heldout.grading import read_spec
    from heldout.questions import load_library, shipped_packs
    from heldout.settings import read_settings

    with _uncollected():
        return load_library((*shipped_packs(), *read_settings().packs), read_spec)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Modules and questions are never garbage: looking for some takes a tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _insist_on_full(judge: Judge, asked_for: str | None) -> None:
    """Prove mode full before anybody can hand in code; SettingsError where it does not hold."""
    if asked_for not in (None, "full"):
        raise SettingsError(
            "Hosted mode runs the code of people who are not trusted and needs the sandbox's mode "
            f"full; HELDOUT_SANDBOX asks for {asked_for!r}. Unset it, or start without --hosted."
        )
    claim = judge.claim
    if claim.mode != "full":
        raise SettingsError(
            "Hosted mode runs the code of people who are not trusted and needs the sandbox's mode "
            f"full; this machine proves only {claim.mode}: {claim.missing['full']}. Run Heldout as "
            "root or as a user who may have user namespaces, on Linux 5.13 or newer, or start "
            "without --hosted, for people you trust."
        )
    if not claim.groups:
        warn(
            "There are no control groups here, so that memory is limited by what a submission maps "
            f"and not by what it uses ({claim.missing['cgroups']}). Run Heldout as root, or "
            "delegate a control group to it."
        )
