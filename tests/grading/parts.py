"""Parts for tests: built as packs build them, from the fields that an author writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from heldout.grading import read_spec
from heldout.records import Mistake, Option, Rule, TaskOpener, VariantPart, Verdict

__all__ = ["Grade", "make_part", "only_finding"]

Grade = Callable[..., Verdict]
"""The fixture `verdict`: grades a reply to a part, with changes to the bench by name."""


def make_part(
    kind: str,
    truth: Any = None,
    *,
    wrong: Mapping[str, Any] | None = None,
    options: Mapping[str, str] | None = None,
    accepts: Rule | None = None,
    folder: Path | None = None,
    open_task: TaskOpener | None = None,
    program: str = "",
    **fields: Any,
) -> VariantPart:
    """A part of that kind; `wrong` maps the names of mistakes to their values, and
    `program` is what its lines or its editor show."""
    shown = {"options": dict(options)} if options else {}
    return VariantPart(
        id="answer",
        kind=kind,
        prompt="",
        options=tuple(Option(key, text) for key, text in (options or {}).items()),
        spec=read_spec(kind, {**shown, **fields}),
        truth=truth,
        mistakes=tuple(
            Mistake(name, f"You made the mistake {name}.", value)
            for name, value in (wrong or {}).items()
        ),
        accepts=accepts,
        folder=folder,
        open_task=open_task,
        listing=program,
    )


def only_finding(verdict: Verdict) -> tuple[str, str | None]:
    """Kind and mistake of the one finding."""
    (finding,) = verdict.findings
    return finding.kind, finding.mistake
