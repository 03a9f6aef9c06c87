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
_SHOWN = 3  # spellings in the right answer: more of them teach nothing
_TYPO_FROM = 6  # letters: in shorter words one letter makes another word (relu, gelu)
_SPELLINGS = str.maketrans({"∞": " infinity ", "−": "-", "⁄": "/"})
_ARTICLE = re.compile(r"\b(?:the|an?)\s+(?=\w)")  # but not in A* or in vitamin A
_WORD = re.compile(r"(?:(?<!\w)-)?\d+(?:\.\d+)?|[^\W\d_]+|[^\w\s]")
_MEANT = "*/%#@+<>=|~"  # of ASCII's punctuation; the rest only decorates


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
        terms = _terms(part.truth) if isinstance(part.truth, str | list | tuple) else []
        if not terms or not all(isinstance(term, str) and _plain(term) for term in terms):
            return f"must be a list of terms; given {part.truth!r}"
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        return "A word or a short term; capitals and hyphens do not matter."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        text = reply if isinstance(reply, str) else ""
        if len(text) > _LONGEST or not _plain(text):
            raise Unreadable("A word or a short term is expected, such as *momentum*.")
        accepted = _terms(part.truth)
        if any(_plain(text) == _plain(term) for term in accepted):
            return graded(1.0, Finding("right", "Right."))
        for mistake in part.mistakes:
            if any(_plain(text) == _plain(term) for term in _terms(mistake.value)):
                return graded(0.0, Finding("mistake", mistake.message, mistake=mistake.name))
        meant = next((term for term in accepted if _has_one_typo(text, term)), None)
        if part.spec.typos and meant:
            return graded(1.0, Finding("right", f"Right; it is written *{meant}*."))
        return graded(0.0, Finding("wrong-value", "That is not the term."))

    def answer(self, part: VariantPart) -> str:
        spellings = {_plain(term): term for term in reversed(_terms(part.truth))}
        first, *others = list(spellings.values())[::-1][:_SHOWN]
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
    """The words run together: no case, accents, hyphens, articles or plural s. Symbols stay."""
    return "".join(_words(term))


def _words(term: str) -> list[str]:
    text = "".join(_plain_character(mark) for mark in term.translate(_SPELLINGS)).casefold()
    found = _WORD.findall(_ARTICLE.sub("", text.translate(_SPELLINGS)))
    return [_singular(word) for word in found if word.isalnum() or _is_meant(word)]


def _is_meant(word: str) -> bool:
    """Whether what is not made of letters says something: a number, or a symbol such as ≠."""
    if word.isascii():
        return word in _MEANT or len(word) > 1
    return unicodedata.category(word[0]).startswith("S")


def _plain_character(mark: str) -> str:
    """Without accents; a symbol stays whole, since ≠ without its stroke would be =."""
    if unicodedata.category(mark).startswith("S"):
        return mark
    parts = unicodedata.normalize("NFKD", mark)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith("sses") else word[:-1]


def _has_one_typo(given: str, term: str) -> bool:
    """One letter wrong, missing, too many or swapped with its neighbour inside one long word.

    Short words must be right, and so must digits, symbols and first letters: `L1` is not `L2`,
    `type i` is not `type ii`, and `asymmetric` is not `symmetric`.
    """
    written, words = _plain(given), _words(term)
    for place, word in enumerate(words):
        before, after = "".join(words[:place]), "".join(words[place + 1 :])
        if len(word) < _TYPO_FROM or not word.isalpha():
            continue
        if written.startswith(before) and written.endswith(after):
            middle = written[len(before) : len(written) - len(after)]
            if middle.isalpha() and middle[0] == word[0] and _is_one_edit(middle, word):
                return True
    return False


def _is_one_edit(one: str, other: str) -> bool:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, wanted = one[same:], other[same:]
    swapped = wanted[1:2] + wanted[:1] + wanted[2:]
    return rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:] or rest == swapped
