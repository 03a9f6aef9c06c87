"""What `heldout verify` found about code tasks as a page of Markdown: which changes they notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from heldout.records import Question
from heldout.verification.mutation import KINDS
from heldout.verification.report import QuestionReport, Report, Survivor, Tally

__all__ = ["quality_page"]

_OPENING = """\
# What the code tasks notice

Made by `heldout verify --quality docs/quality.md`; do not edit it.

Every solution is changed in one place at a time, and its checks must notice. Below stands how many
of these changes (mutants) were tried and noticed, by kind and by task. One that nothing notices has
a reason, at the end: it is no change at all, or one within the stated tolerance. Beside the mutants
each task has right answers in several styles, which must score in full, and wrong ones, which must
be told what is wrong with them. C++ has no mutants; it has more wrong answers instead.
"""


def quality_page(report: Report) -> str:
    """The page. The same packs give the same text on every machine."""
    tasks = [
        (question, found)
        for found in sorted(report.questions, key=lambda found: found.question_id)
        if (question := report.asked[found.question_id]) and _asks_code(question)
    ]
    lines = [_OPENING, *_kinds(report), "", *_tasks(tasks), "", *_survivors(tasks)]
    return "\n".join(lines).rstrip() + "\n"


def _asks_code(question: Question) -> bool:
    return any(part.kind == "code" for part in question.parts)


def _kinds(report: Report) -> Iterator[str]:
    tallies = {kind: report.mutants[kind] for kind in KINDS if kind in report.mutants}
    yield "## By kind of change"
    yield ""
    yield "| kind | tried | noticed | share | excused |"
    yield "|---|---:|---:|---:|---:|"
    for kind, tally in {**tallies, "all": report.tally}.items():
        cells = (kind, tally.tried, tally.killed, _percent(tally), tally.excused)
        yield f"| {' | '.join(map(str, cells))} |"


def _tasks(tasks: Sequence[tuple[Question, QuestionReport]]) -> Iterator[str]:
    yield f"## By task ({len(tasks)})"
    yield ""
    yield "| task | language | right answers | wrong answers | tried | noticed | share | by kind |"
    yield "|---|---|---:|---:|---:|---:|---:|---|"
    for question, found in tasks:
        (language,) = (part.spec.language for part in question.parts if part.kind == "code")
        tally = found.tally
        cells = [question.id, language, *map(str, _attempts(question.folder))]
        if tally.tried:
            cells += [str(tally.tried), str(tally.killed), _percent(tally), _by_kind(found)]
        else:
            cells += ["–", "–", "–", found.left_out or "–"]
        yield f"| {' | '.join(cells)} |"


def _attempts(folder: Path) -> tuple[int, int]:
    """How many right and how many wrong answers lie beside the question."""
    right, wrong = (len(list((folder / "attempts").glob(f"{way}-*"))) for way in ("right", "wrong"))
    return right, wrong


def _by_kind(found: QuestionReport) -> str:
    """`axis 4, constant 11 of 12`: what was noticed of each kind."""
    return ", ".join(
        f"{kind} {tally.killed}" + (f" of {tally.tried}" if tally.killed < tally.tried else "")
        for kind, tally in found.mutants.items()
    )


def _survivors(tasks: Sequence[tuple[Question, QuestionReport]]) -> Iterator[str]:
    yield "## What nothing notices, and why"
    for question, found in tasks:
        if found.survivors:
            yield ""
            yield f"### {question.id}"
            yield ""
            yield from map(_survivor, found.survivors)


def _survivor(survivor: Survivor) -> str:
    reason = survivor.reason or "**no reason yet**"
    return f"* `{survivor.change}` ({survivor.kind}, line {survivor.line}): {reason}"


def _percent(tally: Tally) -> str:
    return f"{100 * tally.share:.1f} %"
