"""`heldout serve`: the web app, which is also what `heldout` alone starts."""

from __future__ import annotations

from typing import Annotated

import typer

from heldout.cli.exits import Exit
from heldout.cli.opening import opened_practice

__all__ = ["serve"]


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
) -> Exit:
    """Starts the web app and opens a browser where there is one."""
    from heldout.settings import read_settings
    from heldout.web import serve as serve_web

    settings = read_settings()
    with opened_practice(serving=True) as practice:
        serve_web(
            practice,
            settings.host if host is None else host,
            settings.port if port is None else port,
            open_browser=not no_browser,
        )
    return Exit.FINE
