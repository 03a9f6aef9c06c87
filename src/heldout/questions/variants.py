"""A question with its seed drawn: values, filled texts, truths and known mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from heldout.authored import author_error, load_module
from heldout.authoring import Draw
from heldout.errors import PackError
from heldout.questions.front_matter import split_front_matter
from heldout.questions.reading import ANSWER, CODE
from heldout.questions.template import TemplateError, fill
from heldout.records import Mistake, Option, Part, Question, Variant, VariantPart

__all__ = ["author_values", "make_variant", "second_opinion"]


def make_variant(question: Question, seed: int) -> Variant:
    """The variant of that seed: the same on every machine, for the same content."""
    values = author_values(question, seed)
    truths = _require_all(question, "answers", _by_part(question, "answers", values))
    wrong = _by_part(question, "mistakes", values) if _has(question, "mistakes") else {}
    rules = _rules(question, values)
    figure = _figure(question, values)
    text = _Filler(question, values)
    order = Draw(f"{question.id}:options", seed)
    parts = tuple(
        VariantPart(
            id=part.id,
            kind=part.kind,
            prompt=text(part.prompt),
            options=_shown_options(part, text, order),
            spec=part.spec,
            truth=truths.get(part.id),
            mistakes=_named(question, text, _wrong_of(part, question, wrong)),
            accepts=rules.get(part.id),
            folder=question.folder,
        )
        for part in question.parts
    )
    return Variant(
        question=question,
        seed=seed,
        values=values,
        prompt=text(question.prompt),
        hints=tuple(map(text, question.hints)),
        explanation=text(question.explanation),
        follow_ups=tuple(map(text, question.follow_ups)),
        figure=figure,
        parts=parts,
    )


def author_values(question: Question, seed: int) -> Mapping[str, Any]:
    """What the author's draw() made of the seed; empty for a question without variant.py."""
    if not _has_file(question):
        return {}
    values = _call(question, "draw", Draw(question.id, seed))
    if not isinstance(values, dict) or not all(isinstance(name, str) for name in values):
        raise _refused(question, "draw() must return a dict of named values", values)
    return values


def second_opinion(question: Question, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The truth of each part, found by the author's other route."""
    said = _by_part(question, "second_opinion", values)
    return _require_all(question, "second_opinion", said)


def _by_part(question: Question, function: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the author's function says, by part id. A single part is answered without its id."""
    expected = {part.id for part in question.parts if part.kind != CODE}
    if not expected:
        return {}
    said = _call(question, function, values)
    if expected == {ANSWER} and len(question.parts) == 1:
        return {ANSWER: said}
    return _keyed(question, function, said, expected)


def _keyed(
    question: Question, function: str, said: object, expected: set[str]
) -> Mapping[str, Any]:
    known = ", ".join(sorted(expected))
    if not isinstance(said, dict):
        raise _refused(question, f"{function}() must return a dict by part ({known})", said)
    stray = sorted(str(name) for name in said if name not in expected)
    if stray:
        raise PackError(f"{function}() names {stray}; the parts are {known}", file=_file(question))
    return said


def _rules(question: Question, values: Mapping[str, Any]) -> Mapping[str, Any]:
    if not _has(question, "accepts"):
        return {}
    said = _call(question, "accepts", values)
    rules = _keyed(question, "accepts", said, {part.id for part in question.parts})
    for name, rule in rules.items():
        if not callable(rule):
            raise _refused(question, f"accepts() must give a function for {name!r}", rule)
    return rules


def _figure(question: Question, values: Mapping[str, Any]) -> str | None:
    if not _has(question, "figure"):
        return None
    figure = _call(question, "figure", values)
    if figure is not None and not isinstance(figure, str):
        raise _refused(question, "figure() must return SVG as text, or None", figure)
    return figure


def _require_all(question: Question, function: str, said: Mapping[str, Any]) -> Mapping[str, Any]:
    missing = [part.id for part in question.parts if part.kind != CODE and part.id not in said]
    if missing:
        raise PackError(f"{function}() leaves out {missing}", file=_file(question))
    return said


def _wrong_of(part: Part, question: Question, wrong: Mapping[str, Any]) -> Mapping[str, Any]:
    """The wrong values of a part. For code the attempts hold them, so names alone are enough."""
    if part.kind == CODE:
        return dict.fromkeys(question.mistakes)
    said = wrong.get(part.id, {})
    if not isinstance(said, dict):
        text = f"mistakes() must map names to wrong values for part {part.id!r}"
        raise _refused(question, text, said)
    return said


def _named(
    question: Question, text: Callable[[str], str], wrong: Mapping[str, Any]
) -> tuple[Mistake, ...]:
    unknown = [str(name) for name in wrong if name not in question.mistakes]
    if unknown:
        head, _, _ = split_front_matter(question.folder / "question.md")
        wanted = f"must say what to tell for {unknown}, which variant.py names"
        raise head.problem(wanted, "mistakes")
    return tuple(
        Mistake(name, text(question.mistakes[name]), value) for name, value in wrong.items()
    )


def _shown_options(part: Part, text: Callable[[str], str], order: Draw) -> tuple[Option, ...]:
    options = [Option(option.key, text(option.text)) for option in part.options]
    return tuple(order.shuffled(options) if getattr(part.spec, "shuffle", False) else options)


class _Filler:
    """Fills templates of one question, and says which one cannot be filled."""

    def __init__(self, question: Question, values: Mapping[str, Any]) -> None:
        self._question, self._values = question, values

    def __call__(self, template: str) -> str:
        try:
            return fill(template, self._values)
        except TemplateError as error:
            start = " ".join(template.split())[:60]
            file = self._question.folder / "question.md"
            raise PackError(
                f"the text that begins {start!r} cannot be filled: {error}",
                file=file,
                line=_line_of(template, file),
            ) from error


def _line_of(template: str, file: Path) -> int | None:
    """The line on which the text begins; None where YAML has folded it."""
    before, found, _ = file.read_text(encoding="utf-8-sig").partition(template)
    return before.count("\n") + 1 if found else None


def _refused(question: Question, must: str, given: object) -> PackError:
    return PackError(f"{must}; given {given!r}"[:500], file=_file(question))


def _call(question: Question, function: str, *arguments: Any) -> Any:
    module = _module(question)
    found = getattr(module, function, None)
    if not callable(found):
        raise PackError(f"must define {function}()", file=_file(question))
    try:
        return found(*arguments)
    except (Exception, SystemExit) as error:
        raise author_error(_file(question), error) from error


def _has(question: Question, function: str) -> bool:
    return _has_file(question) and hasattr(_module(question), function)


def _file(question: Question) -> Path:
    return question.folder / "variant.py"


def _has_file(question: Question) -> bool:
    if _file(question).is_file():
        return True
    if all(part.kind == CODE for part in question.parts):
        return False
    raise PackError("must be there: it draws the values", file=_file(question))


def _module(question: Question) -> ModuleType:
    return _cached_module(question.folder, question.hash)


@lru_cache(maxsize=512)
def _cached_module(folder: Path, _hash: str) -> ModuleType:
    return load_module(folder / "variant.py")
