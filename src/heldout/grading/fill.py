"""Kind `fill`: a word or a short term, forgiving about how it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from heldout.grading.fields import Fields
from heldout.grading.kinds import Bench, Unreadable, graded
from heldout.records import Finding, ReplyValue, VariantPart, Verdict

__all__ = ["Fill", "FillSpec"]

_LONGEST = 120
_TYPO_FROM = 6  # letters: in shorter words one letter makes another word (relu, gelu)


@dataclass(frozen=True, slots=True)
class FillSpec:
    """`typos`: whether one wrong letter in a long word is forgiven."""

    typos: bool


class Fill:
    """Judges a term. Truth: a list of accepted terms, the first being the one to show."""

    name = "fill"

    def read_spec(self, fields: Mapping[str, Any]) -> FillSpec:
        own = Fields(fields)
        spec = FillSpec(own.flag("typos", True))
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        terms = _terms(part.truth)
        if not terms or not all(isinstance(term, str) and _plain(term) for term in terms):
            return f"must be a list of terms; given {part.truth!r}"
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        return "A word or a short term; capitals and hyphens do not matter."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        text = reply if isinstance(reply, str) else ""
        if not _plain(text) or len(text) > _LONGEST:
            raise Unreadable("A word or a short term is expected, such as *momentum*.")
        accepted = _terms(part.truth)
        if any(_plain(text) == _plain(term) for term in accepted):
            return graded(1.0, Finding("right", "Right."))
        for mistake in part.mistakes:
            if any(_plain(text) == _plain(term) for term in _terms(mistake.value)):
                return graded(0.0, Finding("mistake", mistake.message, mistake=mistake.name))
        meant = next((term for term in accepted if _one_typo(text, term)), None)
        if part.spec.typos and meant:
            return graded(1.0, Finding("right", f"Right; it is written *{meant}*."))
        return graded(0.0, Finding("wrong-value", "That is not the term."))

    def answer(self, part: VariantPart) -> str:
        first, *others = _terms(part.truth)
        return f"{first} (also: {', '.join(others)})" if others else first

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return str(_terms(truth)[0])

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        return bool({_plain(term) for term in _terms(one)} & {_plain(t) for t in _terms(other)})

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        return ("", "  ", "?!", "x" * (_LONGEST + 1))


def _terms(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _plain(term: str) -> str:
    """Letters and digits only: no case, accents, hyphens, articles or plural s."""
    text = unicodedata.normalize("NFKD", term.casefold())
    text = "".join(mark for mark in text if not unicodedata.combining(mark))
    words = re.findall(r"\w+", text.replace("_", " "))
    words = [word for word in words if word not in ("the", "a", "an")] or words
    return "".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def _one_typo(given: str, term: str) -> bool:
    """One letter wrong, missing, too many or swapped with its neighbour, in a long word."""
    one, other = _plain(given), _plain(term)
    if len(other) < _TYPO_FROM or abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, wanted = one[same:], other[same:]
    swapped = wanted[1:2] + wanted[:1] + wanted[2:]
    return rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:] or rest == swapped
