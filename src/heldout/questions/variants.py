"""A question with its seed drawn: values, filled texts, truths and known mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from heldout.authored import Author, Authors
from heldout.authoring import Draw
from heldout.errors import PackError
from heldout.questions.front_matter import split_front_matter
from heldout.questions.reading import ANSWER, CODE
from heldout.questions.template import TemplateError, fill
from heldout.records import Mistake, Option, Part, Question, Rule, Variant, VariantPart

__all__ = ["author_values", "make_variant", "second_opinion"]

STARTERS = ("starter.py", "starter.cpp")


def make_variant(question: Question, seed: int, authors: Authors) -> Variant:
    """The variant of that seed: the same on every machine, for the same content."""
    code = _Code(question, authors)
    values = code.values(seed)
    truths = code.require_all("answers", code.by_part("answers", values))
    wrong = code.by_part("mistakes", values) if code.has("mistakes") else {}
    rules = code.rules(values)
    figure = code.figure(values)
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
            mistakes=_named(question, text, code.wrong_of(part, wrong)),
            accepts=rules.get(part.id),
            folder=question.folder,
            listing=_listing(question, part, values),
            open_task=partial(authors.open_task, question.folder, shipped=question.shipped),
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


def author_values(question: Question, seed: int, authors: Authors) -> Mapping[str, Any]:
    """What the author's draw() made of the seed; empty for a question without variant.py."""
    return _Code(question, authors).values(seed)


def second_opinion(
    question: Question, values: Mapping[str, Any], authors: Authors
) -> Mapping[str, Any]:
    """The truth of each part, found by the author's other route."""
    code = _Code(question, authors)
    return code.require_all("second_opinion", code.by_part("second_opinion", values))


class _Code:
    """variant.py of one question, and what its functions must return."""

    def __init__(self, question: Question, authors: Authors) -> None:
        self.question = question
        self.file = question.folder / "variant.py"
        self.author = self._open(authors)

    def _open(self, authors: Authors) -> Author | None:
        question = self.question
        if self.file.is_file():
            return authors.open(self.file, question.hash, shipped=question.shipped)
        if all(part.kind == CODE for part in question.parts):
            return None
        raise PackError("must be there: it draws the values", file=self.file)

    def has(self, function: str) -> bool:
        return self.author is not None and self.author.has(function)

    def values(self, seed: int) -> Mapping[str, Any]:
        coded = any(part.kind == CODE for part in self.question.parts)
        if self.author is None or (coded and not self.author.has("draw")):
            return {}  # code is judged on fresh inputs each time, so what stands beside it may stay
        values = self.author.call("draw", Draw(self.question.id, seed))
        if not isinstance(values, dict) or not all(isinstance(name, str) for name in values):
            raise self.refused("draw() must return a dict of named values", values)
        return values

    def by_part(self, function: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the function says, by part id. A single part is answered without its id."""
        expected = {part.id for part in self.question.parts if part.kind != CODE}
        if self.author is None or not expected:
            return {}
        said = self.author.call(function, values)
        if expected == {ANSWER} and len(self.question.parts) == 1:
            return {ANSWER: said}
        return self._keyed(function, said, expected)

    def _keyed(self, function: str, said: object, expected: set[str]) -> Mapping[str, Any]:
        known = ", ".join(sorted(expected))
        if not isinstance(said, dict):
            raise self.refused(f"{function}() must return a dict by part ({known})", said)
        stray = sorted(str(name) for name in said if name not in expected)
        if stray:
            raise PackError(f"{function}() names {stray}; the parts are {known}", file=self.file)
        return said

    def rules(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        if self.author is None or not self.author.has("accepts"):
            return {}
        said = self.author.call("accepts", values)
        rules = self._keyed("accepts", said, {part.id for part in self.question.parts})
        for name, rule in rules.items():
            if not callable(rule):
                raise self.refused(f"accepts() must give a function for {name!r}", rule)
        return {name: self._sentence_or_none(rule) for name, rule in rules.items()}

    def _sentence_or_none(self, rule: Callable[[Any], object]) -> Rule:
        def complain(reply: Any) -> str | None:
            said = rule(reply)
            if said is None or isinstance(said, str):
                return said
            raise self.refused("what accepts() gives must return None or a sentence", said)

        return complain

    def figure(self, values: Mapping[str, Any]) -> str | None:
        if self.author is None or not self.author.has("figure"):
            return None
        figure = self.author.call("figure", values)
        if figure is not None and not isinstance(figure, str):
            raise self.refused("figure() must return SVG as text, or None", figure)
        return figure

    def require_all(self, function: str, said: Mapping[str, Any]) -> Mapping[str, Any]:
        parts = self.question.parts
        missing = [part.id for part in parts if part.kind != CODE and part.id not in said]
        if missing:
            raise PackError(f"{function}() leaves out {missing}", file=self.file)
        return said

    def wrong_of(self, part: Part, wrong: Mapping[str, Any]) -> Mapping[str, Any]:
        """The wrong values of a part. For code the attempts hold them, so names are enough."""
        if part.kind == CODE:
            return dict.fromkeys(self.question.mistakes)
        said = wrong.get(part.id, {})
        if not isinstance(said, dict):
            text = f"mistakes() must map names to wrong values for part {part.id!r}"
            raise self.refused(text, said)
        return said

    def refused(self, must: str, given: object) -> PackError:
        return PackError(f"{must}; given {given!r}"[:500], file=self.file)


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


def _listing(question: Question, part: Part, values: Mapping[str, Any]) -> str:
    """The program that the part is about: a value of draw(), or the starter's file."""
    name: str = getattr(part.spec, "listing", "")
    if name in STARTERS:
        return _read_starter(question.folder / name)
    if name and not isinstance(values.get(name), str):
        text = f"draw() must return the text of a program as {name!r}, which part {part.id} shows"
        raise PackError(text, file=question.folder / "variant.py")
    return str(values[name]) if name else ""


def _read_starter(file: Path) -> str:
    if not file.is_file():
        raise PackError("must be there", file=file)
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"must be readable, as UTF-8 text: {error}", file=file) from None


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
