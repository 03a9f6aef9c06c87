"""Joins the pieces of a formula into one line: where a space goes, and where parentheses must.

A `Piece` is text with a role (how it stands beside others) and a strength (how firmly its parts
hold together). A piece gets parentheses only where the line would otherwise read differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, IntEnum
from itertools import pairwise

__all__ = ["Piece", "Role", "Strength", "join", "parenthesised"]


class Role(Enum):
    """How a piece stands beside its neighbours."""

    OPERAND = "operand"
    NUMBER = "number"
    WORD = "word"  # a name of several letters, such as a function's
    TEXT = "text"  # carries its own spaces
    FRACTION = "fraction"
    BIG = "big"  # sum, product, integral
    INFIX = "infix"
    TIGHT = "tight"  # an infix that takes no spaces
    OPEN = "open"
    CLOSE = "close"
    BAR = "bar"  # opens the first time, closes the second
    SEPARATOR = "separator"
    POSTFIX = "postfix"
    SPACE = "space"


class Strength(IntEnum):
    """How firmly a piece holds together, weakest first."""

    SUM = 0
    DIVISION = 1
    SIGNED = 2
    PRODUCT = 3
    ATOM = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A bit of a formula, set as text."""

    text: str
    role: Role = Role.OPERAND
    strength: Strength = Strength.ATOM
    ragged: bool = False  # ends in a script that the next letter would seem to belong to


_SIGNS = frozenset("+-−±∓¬∀∃")
_NOUNS = frozenset({Role.OPERAND, Role.NUMBER, Role.WORD, Role.FRACTION, Role.BIG})
_BEFORE = _NOUNS | {Role.CLOSE, Role.POSTFIX}
_AFTER = _NOUNS | {Role.OPEN}
_SPACED = frozenset({Role.WORD, Role.FRACTION, Role.BIG})


def parenthesised(piece: Piece, least: Strength) -> str:
    """The text, in parentheses when it holds together less firmly than that."""
    return piece.text if piece.strength >= least else f"({piece.text})"


def join(pieces: Sequence[Piece], *, tight: bool = False) -> Piece:
    """One piece made of several; tight leaves out the spaces round operators, for scripts."""
    row = _guard_fractions(_resolve_signs(_resolve_bars(_trim(pieces))))
    if not row:
        return Piece("", Role.SPACE)
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for left, right in pairwise(row):
        text += _gap(left, right, tight) + right.text
    return Piece(text, Role.OPERAND, _strength(row), row[-1].ragged)


def _trim(pieces: Sequence[Piece]) -> list[Piece]:
    row: list[Piece] = []
    for piece in pieces:
        space = piece.role is Role.SPACE
        if space and (not row or row[-1].role is Role.SPACE):
            continue
        row.append(piece)
    while row and row[-1].role is Role.SPACE:
        row.pop()
    return row


def _resolve_bars(row: list[Piece]) -> list[Piece]:
    opened: set[str] = set()
    settled = []
    for index, piece in enumerate(row):
        role = piece.role
        if role is Role.BAR:
            closes = piece.text in opened or index == len(row) - 1
            role = Role.CLOSE if closes else Role.OPEN
            opened ^= {piece.text}
        settled.append(replace(piece, role=role))
    return settled


def _resolve_signs(row: list[Piece]) -> list[Piece]:
    """A sign with nothing before it belongs to what follows: `−x`, not `− x`."""
    settled: list[Piece] = []
    for piece in row:
        left = next((item for item in reversed(settled) if item.role is not Role.SPACE), None)
        leads = left is None or left.role not in _BEFORE | {Role.TEXT}
        if piece.role is Role.INFIX and piece.text in _SIGNS and leads:
            piece = replace(piece, role=Role.OPEN, strength=Strength.SIGNED)
        settled.append(piece)
    return settled


def _guard_fractions(row: list[Piece]) -> list[Piece]:
    guarded = list(row)
    for index, piece in enumerate(row):
        if piece.role is not Role.FRACTION:
            continue
        left = _neighbour(row, index, -1)
        right = _neighbour(row, index, 1)
        pressed = left is not None and left.role in _BEFORE - {Role.BIG}
        if pressed or (right is not None and right.role in _AFTER):
            guarded[index] = replace(piece, text=f"({piece.text})", strength=Strength.ATOM)
    return guarded


def _neighbour(row: list[Piece], index: int, step: int) -> Piece | None:
    index += step
    while 0 <= index < len(row) and row[index].role is Role.SPACE:
        index += step
    return row[index] if 0 <= index < len(row) else None


def _gap(left: Piece, right: Piece, tight: bool) -> str:
    if Role.SPACE in (left.role, right.role):
        return ""
    if left.role is Role.OPEN or right.role in (Role.CLOSE, Role.SEPARATOR, Role.POSTFIX):
        return ""
    if Role.TIGHT in (left.role, right.role):
        return ""
    if left.role is Role.SEPARATOR or Role.INFIX in (left.role, right.role):
        return "" if tight else " "
    if Role.TEXT in (left.role, right.role):
        return ""
    if right.role is Role.OPEN:
        return " " if left.role is Role.BIG or right.strength is Strength.SIGNED else ""
    crowded = left.role in _SPACED or right.role in _SPACED or left.ragged
    both_long = min(len(left.text), len(right.text)) > 1 and left.role is Role.OPERAND
    counted = right.role is Role.NUMBER and not tight
    return " " if crowded or both_long or counted else ""


def _strength(row: list[Piece]) -> Strength:
    """How firmly a row of two or more pieces holds together."""
    if _is_one_group(row) or _is_call(row) or _is_differential(row):
        return Strength.ATOM
    depth, weakest = 0, Strength.PRODUCT
    for index, piece in enumerate(row):
        if piece.role is Role.OPEN and piece.strength is Strength.SIGNED:
            loose = Strength.SIGNED
        elif piece.role in (Role.OPEN, Role.CLOSE):
            depth += 1 if piece.role is Role.OPEN else -1
            continue
        else:
            loose = _looseness(piece, row[index + 1] if index + 1 < len(row) else None)
        if depth <= 0:
            weakest = min(weakest, loose)
    return weakest


def _looseness(piece: Piece, following: Piece | None) -> Strength:
    if piece.role in (Role.INFIX, Role.SEPARATOR, Role.BIG, Role.TEXT):
        return Strength.SUM
    if piece.role is Role.WORD and following is not None and following.role is not Role.OPEN:
        return Strength.SUM
    return Strength.DIVISION if piece.role is Role.TIGHT else min(piece.strength, Strength.PRODUCT)


def _is_one_group(row: list[Piece]) -> bool:
    if row[0].role is not Role.OPEN or row[0].strength is Strength.SIGNED:
        return False
    depth = 0
    for index, piece in enumerate(row):
        if piece.role is Role.OPEN and piece.strength is not Strength.SIGNED:
            depth += 1
        elif piece.role is Role.CLOSE:
            depth -= 1
            if depth == 0:
                return index == len(row) - 1
    return False


def _is_call(row: list[Piece]) -> bool:
    named = row[0].role in (Role.WORD, Role.OPERAND) and len(row) > 2
    return named and _is_one_group(row[1:])


def _is_differential(row: list[Piece]) -> bool:
    return len(row) == 2 and row[0].text in ("∂", "d") and row[1].role is Role.OPERAND
