"""The command line: a door that parses, calls and shows.

app          the commands, and what happens when one goes wrong
exits        exit codes, for scripts
opening      settings, packs and store for one command
filters      --skill, --kind and --level
practising   heldout practice, heldout review
listing      heldout list, heldout show
judging      heldout grade
verifying    heldout verify
standing     heldout progress
selfcheck    heldout selfcheck
serving      heldout serve
json_output  what --json prints, key by key

A module above is imported at every start, so at its top it may import nothing slower than Typer
and Rich; NumPy, SQLAlchemy and the web stack are imported by the function that needs them.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> int:
    """Runs the command that was typed and returns its exit code."""
    try:
        from heldout.cli.app import run

        return run()
    except KeyboardInterrupt:  # while modules are still being imported
        return 130
