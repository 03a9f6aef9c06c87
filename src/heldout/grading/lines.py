"""Kind `lines`: mark the faulty lines of a listing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from heldout.grading.fields import Fields
from heldout.grading.kinds import Bench, Unreadable, graded
from heldout.records import Finding, ReplyValue, VariantPart, Verdict

__all__ = ["Lines", "LinesSpec", "line_numbers"]

_SEPARATORS = re.compile(r"[\s,;]+")
_LONGEST = 2_000  # characters of a typed reply that are looked at


@dataclass(frozen=True, slots=True)
class LinesSpec:
    """`listing`: the value of draw(), or the file, that is shown; `language`: its colours."""

    listing: str
    language: str


class Lines:
    """Judges a set of lines. Truth: a list of lines, or a list of lists where any of several sets
    will do. A line is its number, or text that no other line holds."""

    name = "lines"

    def read_spec(self, fields: Mapping[str, Any]) -> LinesSpec:
        own = Fields(fields)
        spec = LinesSpec(own.text("listing"), own.text("language", "python"))
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        try:
            if not all(_sets(part, part.truth)):
                return f"must be a list of lines, or a list of such lists; given {part.truth!r}"
        except (TypeError, ValueError) as error:
            return f"must be lines of the listing: {error}"
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        return (
            "Line numbers, such as 3, 7; each fault found earns a share, each innocent line costs "
            "one."
        )

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        marked = self._read(part, reply)
        truths = _sets(part, part.truth)
        if marked in truths:
            return graded(1.0, Finding("right", "Right."))
        nearest = max(truths, key=lambda truth: _score(marked, truth))
        score = max(0.0, _score(marked, nearest))
        innocent = marked - frozenset().union(*truths)
        known = [(mistake, _sets(part, mistake.value)[0]) for mistake in part.mistakes]
        for mistake, lines in known:
            if lines == marked:
                return graded(score, Finding("mistake", mistake.message, mistake=mistake.name))
        return graded(
            score,
            Finding("wrong-lines", _count(marked, nearest)),
            *(
                Finding("mistake", mistake.message, mistake=mistake.name)
                for mistake, lines in known
                if lines <= innocent
            ),
        )

    def _read(self, part: VariantPart, reply: ReplyValue) -> frozenset[int]:
        words = _SEPARATORS.split(reply[:_LONGEST]) if isinstance(reply, str) else reply
        given = [word for word in words if word]
        fit = line_numbers(part.listing)
        known = {str(number) for number in fit}
        if not given or not known.issuperset(given):
            raise Unreadable(
                f"Mark at least one line by its number, from {fit[0]} to {fit[-1]}. A line with "
                "nothing in it cannot be marked."
            )
        return frozenset(map(int, given))

    def answer(self, part: VariantPart) -> str:
        shown = [_shown(part, lines) for lines in _sets(part, part.truth)]
        return "\n\nor as well\n\n".join(shown)

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return tuple(str(number) for number in sorted(_sets(part, truth)[0]))

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        return set(_sets(part, one)) == set(_sets(part, other))

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        last = len(_lines(part.listing))
        return ("", (), "the last one", "0", (str(last + 1),), "1.5", ("-1",))


def line_numbers(listing: str) -> tuple[int, ...]:
    """The numbers of the lines with something in them; only these can be marked."""
    return tuple(number for number, line in enumerate(_lines(listing), 1) if line.strip())


def _lines(listing: str) -> list[str]:
    return listing.rstrip("\n").split("\n")


def _sets(part: VariantPart, given: Any) -> list[frozenset[int]]:
    """Each set of lines that will do; ValueError or TypeError where it is none."""
    if not isinstance(given, list | tuple | set | frozenset):
        raise TypeError(f"given {given!r}, which is no list")
    nested = any(isinstance(item, list | tuple | set | frozenset) for item in given)
    return [_set(part, item) for item in given] if nested else [_set(part, given)]


def _set(part: VariantPart, lines: Collection[Any]) -> frozenset[int]:
    return frozenset(_number(part, line) for line in lines)


def _number(part: VariantPart, line: Any) -> int:
    if isinstance(line, str):
        holding = [number for number, text in enumerate(_lines(part.listing), 1) if line in text]
        if len(holding) != 1:
            raise ValueError(f"{line!r} must stand on one line; it stands on {len(holding)}")
        return holding[0]
    if isinstance(line, bool) or line not in line_numbers(part.listing):
        raise ValueError(f"there is no line {line!r}, or nothing in it")
    return int(line)


def _score(marked: frozenset[int], truth: frozenset[int]) -> float:
    return (len(marked & truth) - len(marked - truth)) / len(truth)


def _count(marked: frozenset[int], truth: frozenset[int]) -> str:
    found, innocent = len(marked & truth), len(marked - truth)
    lines = "one innocent line" if innocent == 1 else f"{innocent} innocent lines"
    also = f", and marked {lines}" if innocent else ""
    return f"You found {found} of {len(truth)} line{'s' * (len(truth) > 1)} asked for{also}."


def _shown(part: VariantPart, lines: frozenset[int]) -> str:
    """The lines with their numbers, as a fence that no line can close."""
    texts = _lines(part.listing)
    body = "\n".join(f"{number:3}  {texts[number - 1]}" for number in sorted(lines))
    fence = "`" * (1 + max(map(len, re.findall("`+", body)), default=2))
    return f"{fence}{part.spec.language}\n{body}\n{fence}"
