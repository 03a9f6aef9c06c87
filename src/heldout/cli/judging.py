"""`heldout grade`: a reply in a local file, judged at once or at every save."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.cli.consoles import output, say, warn
from heldout.cli.exits import Exit, code_of_verdict
from heldout.cli.files import FileUnreadable, read_source
from heldout.cli.filters import QuestionId, Seed, known_question
from heldout.cli.listing import AsJson
from heldout.cli.opening import now, opened_practice
from heldout.errors import NotFound

if TYPE_CHECKING:
    from heldout.practice import Practice
    from heldout.records import Part, Question, Reply, Variant, VariantPart, Verdict

__all__ = ["grade"]

_PAUSE = 0.2  # seconds between two looks at a watched file


def grade(
    question_id: QuestionId,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The reply; '-' reads standard input.")
    ],
    part: Annotated[
        str | None, typer.Option("--part", help="Which part, where a question has several.")
    ] = None,
    seed: Seed = None,
    watch: Annotated[bool, typer.Option("--watch", help="Judge again at every save.")] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Store the attempt; otherwise nothing is kept.")
    ] = False,
    as_json: AsJson = False,
) -> Exit:
    """Judges a file as the reply to a question."""
    if watch and str(file) == "-":
        warn("--watch needs a file; standard input can be read only once.")
        return Exit.USAGE
    with opened_practice() as practice:
        variant, wanted = _variant_part(practice, question_id, part, seed, record)
        code = Exit.FINE
        for source in _sources(file, watch):
            code = _judge(practice, variant, wanted, file, source, record, as_json, watch)
        return code


def _variant_part(
    practice: Practice, question_id: str, part_id: str | None, seed: int | None, record: bool
) -> tuple[Variant, VariantPart]:
    question = practice.library.question(known_question(practice, question_id))
    practice.demand(question)
    wanted = _wanted(question, part_id)
    # Code is judged alike in every variant; kept, it belongs to the sitting of one of them.
    alone = all(part.kind == "code" for part in question.parts)
    if seed is None and (wanted.kind != "code" or (record and not alone)):
        raise NotFound(
            f"Every variant of {question_id!r} has its own answer: say which one with --seed, "
            f"as shown by `heldout show {question_id}`."
        )
    variant = practice.variant(question_id, seed)
    part = variant.part(wanted.id)
    assert part is not None, "a variant has the parts of its question"
    return variant, part


def _wanted(question: Question, part_id: str | None) -> Part:
    """The part of that id; without one the only part, or the one that asks for code."""
    parts = {part.id: part for part in question.parts}
    if part_id is not None:
        if part_id not in parts:
            raise NotFound(f"{question.id!r} has no part {part_id!r}; it has {_either(parts)}.")
        return parts[part_id]
    likely = [part for part in question.parts if part.kind == "code"] or list(question.parts)
    if len(likely) > 1:
        raise NotFound(f"{question.id!r} has several parts: --part must be {_either(parts)}.")
    return likely[0]


def _either(parts: Mapping[str, Part]) -> str:
    return " or ".join(parts)


def _sources(file: Path, watch: bool) -> Iterator[str]:
    """The text of the file; when watched, once more after every save, for ever."""
    if not watch:
        yield read_source(file)
        return
    seen: tuple[int, int] | None = None
    while True:
        stamp = _stamp(file)
        if stamp not in (None, seen):
            seen = stamp
            yield read_source(file)
        elif seen is None:
            raise FileUnreadable(f"{file} must exist before it can be watched.")
        time.sleep(_PAUSE)


def _stamp(file: Path) -> tuple[int, int] | None:
    """Time and size of the last save; None while an editor has the file moved aside."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileUnreadable(f"{file} cannot be watched: {error.strerror}.") from None
    return status.st_mtime_ns, status.st_size


def _judge(
    practice: Practice,
    variant: Variant,
    part: VariantPart,
    file: Path,
    source: str,
    record: bool,
    as_json: bool,
    watch: bool,
) -> Exit:
    from heldout.cli.desk import watching

    reply = _reply(part, source)
    attempt_id = None
    with watching("Judging …") as listen:
        if record:
            attempt = practice.submit_reply(variant, reply, now(), listen)
            attempt_id, verdict = attempt.id, attempt.verdict
        else:
            verdict = practice.try_reply(variant, reply, listen)
    if verdict is None:
        raise AssertionError("a submitted reply comes back judged")
    _print(variant, file, verdict, attempt_id, as_json, watch)
    return code_of_verdict(verdict)


def _reply(part: VariantPart, source: str) -> Reply:
    """The file's text; for options, their letters or keys."""
    from heldout.cli.replies import Misread, read_reply
    from heldout.records import Reply

    if part.kind == "code":
        return Reply(part.id, source)
    words = source.replace(",", " ").split()
    keys = {option.key for option in part.options}
    if part.options and words and keys.issuperset(words):
        return Reply(part.id, tuple(words))
    if not part.options:
        return Reply(part.id, source.strip())
    try:
        return read_reply(part, source.strip(), str)
    except Misread as problem:
        raise FileUnreadable(str(problem)) from None


def _print(
    variant: Variant,
    file: Path,
    verdict: Verdict,
    attempt_id: int | None,
    as_json: bool,
    watch: bool,
) -> None:
    from heldout.cli.json_output import as_verdict, print_json
    from heldout.cli.showing import show_verdict

    if as_json:
        result = {
            "question": variant.question.id,
            "file": str(file),
            "attempt": attempt_id,
            "verdict": as_verdict(verdict),
        }
        print_json(result, indent=None if watch else 2)
        return
    if watch:
        say(f"{now().astimezone():%H:%M:%S}  {file}")
    show_verdict(output(), verdict)
    if attempt_id is not None:
        say(f"Stored as attempt {attempt_id}.")
