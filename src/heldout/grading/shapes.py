"""Do the shapes in a formula of matrices fit? Shapes are written in letters: X is n×d, w is d×1.

A vector is a column, and 1×1 is a number. The identity `I` takes its size from what it is added to
or multiplied by; here it becomes `I_d`, and nothing later has to know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from heldout.grading.formula import FUNCTIONS, FormulaError, Step, Tree, evaluate, postfix

__all__ = ["NUMBER", "Shape", "ShapeError", "fit", "in_words", "times"]

Shape: TypeAlias = tuple[str, str]
"""Rows and columns, each a letter or 1."""

NUMBER: Shape = ("1", "1")
_IDENTITY: Shape = ("?", "?")  # of any size
MAX_POWER = 20
MAX_SHOWN = 24  # steps of a formula that a sentence quotes


class ShapeError(ValueError):
    """The formula can be read, but its shapes do not fit; the message says where, as Markdown."""


@dataclass(slots=True)
class _Piece:
    """A part of the formula: its shape, and where its steps are."""

    shape: Shape
    start: int
    end: int


def fit(
    tree: Tree, shapes: Mapping[str, Shape], wanted: Shape | None = None
) -> tuple[Shape, list[Step]]:
    """The shape of the formula's value, and its steps with every identity of known size.

    ShapeError where shapes do not fit; FormulaError where the notation is not clear.
    """
    fitting = _Fitting(postfix(tree), shapes)
    shape = fitting.shape(wanted)
    return shape, fitting.steps


def times(shape: Shape) -> str:
    """The shape with a cross: n×d."""
    return f"{shape[0]}×{shape[1]}"


def in_words(shape: Shape) -> str:
    """The shape as a sentence names it."""
    if shape == NUMBER:
        return "a number"
    if shape == _IDENTITY:
        return "the identity"
    if shape[1] == "1":
        return f"a vector of length {shape[0]}"
    if shape[0] == "1":
        return f"a row of length {shape[1]} (1×{shape[1]})"
    return f"an {times(shape)} matrix" if shape[0] in "aefhilmnorsx" else f"a {times(shape)} matrix"


class _Fitting:
    def __init__(self, steps: list[Step], shapes: Mapping[str, Shape]) -> None:
        self.steps, self._shapes = steps, shapes

    def shape(self, wanted: Shape | None) -> Shape:
        """Of the whole; an identity of any size takes the wanted one."""
        stack: list[_Piece] = []
        for place, step in enumerate(list(self.steps)):
            if isinstance(step, str):
                shape = _IDENTITY if step == "I" else self._shapes.get(step, NUMBER)
                stack.append(_Piece(shape, place, place + 1))
                continue
            operation, count = step
            pieces = stack[-count:]
            shape = self._rule(operation)(operation, pieces)
            stack[-count:] = [_Piece(shape, pieces[0].start, place + 1)]
        (whole,) = stack
        if whole.shape == _IDENTITY and wanted and wanted[0] == wanted[1] and wanted != NUMBER:
            self._resolve(whole, wanted[0])
        return whole.shape

    def _rule(self, operation: str) -> Callable[[str, list[_Piece]], Shape]:
        if operation in ("max", "min"):
            return self._extreme
        if operation in FUNCTIONS:
            return self._each_entry
        return {
            "+": self._sum,
            "-": self._sum,
            "*": self._product,
            "/": self._quotient,
            "./": self._quotient,
            "^": self._power,
            ".^": self._power_of_entries,
            "neg": lambda _, pieces: pieces[0].shape,
            "transpose": lambda _, pieces: (pieces[0].shape[1], pieces[0].shape[0]),
            "inv": self._inverse,
            "norm": self._norm,
            "norm1": self._norm,
            "sum": self._total,
            "mean": self._total,
            "diag": self._diagonal,
            "trace": self._trace,
            "dot": self._dot,
            "outer": self._outer,
            "hadamard": self._hadamard,
        }[operation]

    def _sum(self, operation: str, pieces: list[_Piece]) -> Shape:
        a, b = self._same_size(pieces)
        if a == b or (b == NUMBER and _is_vector(a)):
            return a
        if a == NUMBER and _is_vector(b):
            return b
        what = "The sum" if operation == "+" else "The difference"
        raise ShapeError(
            f"{what}{self._quoted(pieces, operation)} joins {in_words(a)} and {in_words(b)}: "
            "only equal shapes can be added or subtracted."
        )

    def _product(self, operation: str, pieces: list[_Piece]) -> Shape:
        left, right = pieces
        if left.shape == NUMBER or right.shape == NUMBER:
            return right.shape if left.shape == NUMBER else left.shape
        if left.shape == right.shape == _IDENTITY:
            return _IDENTITY
        if left.shape == _IDENTITY:
            return self._resolve(left, right.shape[0]) and right.shape
        if right.shape == _IDENTITY:
            return self._resolve(right, left.shape[1]) and left.shape
        (rows, inner), (other, columns) = left.shape, right.shape
        if inner == other:
            return rows, columns
        if left.shape == right.shape and _is_vector(left.shape):
            raise FormulaError(
                "the product of two columns can be meant in two ways: write a .* b for one entry "
                "by entry, a^T b for a number"
            )
        raise ShapeError(
            f"The product{self._quoted(pieces, operation)} multiplies {times(left.shape)} by "
            f"{times(right.shape)}: the inner sizes, {inner} and {other}, must agree."
        )

    def _quotient(self, operation: str, pieces: list[_Piece]) -> Shape:
        a, b = self._same_size(pieces) if operation == "./" else [piece.shape for piece in pieces]
        if b == NUMBER:
            return a
        self._sized(b)
        if a in (NUMBER, b) and (operation == "./" or _is_vector(b)):
            return b
        why = "the shapes must be equal."
        if operation == "/" and not _is_vector(b):
            why = "nothing is divided by a matrix."
        what = f"The quotient{self._quoted(pieces, operation)}"
        raise ShapeError(f"{what} divides {in_words(a)} by {in_words(b)}: {why}")

    def _power(self, operation: str, pieces: list[_Piece]) -> Shape:
        base, exponent = (piece.shape for piece in pieces)
        if base == exponent == NUMBER:
            return NUMBER
        if base == NUMBER and _is_vector(exponent):
            return exponent  # e^x is exp(x)
        if exponent != NUMBER:
            raise FormulaError("an exponent must be a number, or a vector above a number")
        if _is_vector(base):
            raise FormulaError(
                "the power of a vector can be read in two ways: write w^T w for a sum of squares, "
                "w.^2 for a power of each entry"
            )
        number = self._constant(pieces[1])
        if number is None or number != round(number) or abs(number) > MAX_POWER:
            raise FormulaError(f"the power of a matrix must be whole and at most {MAX_POWER}")
        return self._square("Only a square matrix has powers and an inverse; ", pieces[0])

    def _power_of_entries(self, operation: str, pieces: list[_Piece]) -> Shape:
        base, exponent = (self._sized(piece.shape) for piece in pieces)
        if base == NUMBER:
            return exponent
        if exponent != NUMBER:
            raise FormulaError("an exponent must be a number, or stand above a number")
        return base

    def _inverse(self, operation: str, pieces: list[_Piece]) -> Shape:
        return self._square("Only a square matrix has an inverse; ", pieces[0])

    def _norm(self, operation: str, pieces: list[_Piece]) -> Shape:
        if not _is_vector(pieces[0].shape) and pieces[0].shape != NUMBER:
            raise FormulaError("the norm of a matrix can be meant in several ways")
        return NUMBER

    def _total(self, operation: str, pieces: list[_Piece]) -> Shape:
        self._sized(pieces[0].shape)
        return NUMBER

    def _each_entry(self, operation: str, pieces: list[_Piece]) -> Shape:
        return self._sized(pieces[0].shape)

    def _extreme(self, operation: str, pieces: list[_Piece]) -> Shape:
        shapes = {self._sized(piece.shape) for piece in pieces} - {NUMBER}
        if len(shapes) > 1:
            listed = " and ".join(in_words(piece.shape) for piece in pieces)
            raise ShapeError(f"`{operation}` is given {listed}: only equal shapes can be compared.")
        return shapes.pop() if shapes else NUMBER

    def _diagonal(self, operation: str, pieces: list[_Piece]) -> Shape:
        rows, columns = self._sized(pieces[0].shape)
        if "1" in (rows, columns):
            size = columns if rows == "1" else rows
            return size, size
        return self._square("`diag` takes a vector or a square matrix; ", pieces[0])[0], "1"

    def _trace(self, operation: str, pieces: list[_Piece]) -> Shape:
        self._sized(self._square("Only a square matrix has a trace; ", pieces[0]))
        return NUMBER

    def _dot(self, operation: str, pieces: list[_Piece]) -> Shape:
        a, b = self._lengths(operation, pieces)
        if a != b:
            raise ShapeError(f"`dot` is given vectors of length {a} and {b}: they must be equal.")
        return NUMBER

    def _outer(self, operation: str, pieces: list[_Piece]) -> Shape:
        a, b = self._lengths(operation, pieces)
        return a, b

    def _hadamard(self, operation: str, pieces: list[_Piece]) -> Shape:
        a, b = self._same_size(pieces)
        if a == b or NUMBER in (a, b):
            return b if a == NUMBER else a
        raise ShapeError(
            f"The product entry by entry{self._quoted(pieces, operation)} joins {in_words(a)} and "
            f"{in_words(b)}: only equal shapes can be."
        )

    def _lengths(self, operation: str, pieces: list[_Piece]) -> list[str]:
        """Of two vectors, columns or rows."""
        for piece in pieces:
            if "1" not in self._sized(piece.shape):
                raise ShapeError(f"`{operation}` takes two vectors; given {in_words(piece.shape)}.")
        return [rows if columns == "1" else columns for rows, columns in (p.shape for p in pieces)]

    def _same_size(self, pieces: list[_Piece]) -> list[Shape]:
        """The shapes, with an identity as large as the square matrix beside it."""
        for piece, other in (pieces, pieces[::-1]):
            rows, columns = other.shape
            if piece.shape == _IDENTITY != other.shape and rows == columns != "1":
                self._resolve(piece, rows)
        return [piece.shape for piece in pieces]

    def _resolve(self, piece: _Piece, size: str) -> Shape:
        """Gives every identity in that piece its size."""
        if size == "1":
            raise FormulaError("the size of I is not clear there")
        for place in range(piece.start, piece.end):
            if self.steps[place] == "I":
                self.steps[place] = f"I_{size}"
        piece.shape = (size, size)
        return piece.shape

    def _sized(self, shape: Shape) -> Shape:
        if shape == _IDENTITY:
            raise FormulaError("the size of I is not clear there: write I_d with its letter")
        return shape

    def _square(self, sentence: str, piece: _Piece) -> Shape:
        if piece.shape[0] != piece.shape[1]:
            what = self._written([piece])
            raise ShapeError(f"{sentence}{what or 'here it'} is {times(piece.shape)}.")
        return piece.shape

    def _constant(self, piece: _Piece) -> float | None:
        """The value of a piece that has no variables."""
        try:
            return evaluate(_tree(self.steps[piece.start : piece.end]), {})
        except (ArithmeticError, ValueError, LookupError):
            return None

    def _quoted(self, pieces: list[_Piece], operation: str) -> str:
        """The formula that joins the pieces, if it is short; a blank before it."""
        written = self._written(pieces, operation)
        return f" {written}" if written else ""

    def _written(self, pieces: list[_Piece], operation: str = "") -> str:
        steps = self.steps[pieces[0].start : pieces[-1].end]
        if len(steps) > MAX_SHOWN:
            return ""
        return f"`{_text([*steps, (operation, len(pieces))] if operation else steps)}`"


def _is_vector(shape: Shape) -> bool:
    return shape != NUMBER and "1" in shape


_STRENGTH = {"+": 1, "-": 1, "hadamard": 2, "*": 3, "/": 3, "./": 3, "neg": 3, "^": 5, ".^": 5}
_SIGN = {"*": " ", "/": "/", "./": "./", "^": "^", ".^": ".^", "hadamard": " .* "}


def _text(steps: Sequence[Step]) -> str:
    """The formula as one would type it."""
    stack: list[tuple[str, int]] = []
    for step in steps:
        if isinstance(step, str):
            stack.append(("I" if step.startswith("I_") else step, 6))
            continue
        name, count = step
        operands = stack[-count:]
        strength = _STRENGTH.get(name, 6)
        if name == "neg":
            text = f"-{_bracketed(operands[0], 4)}"
        elif name == "transpose":
            text, strength = f"{_bracketed(operands[0], 6)}^T", 5
        elif name in _STRENGTH:
            left = 6 if strength == 5 else strength
            sign = _SIGN.get(name, f" {name} ")
            text = f"{_bracketed(operands[0], left)}{sign}{_bracketed(operands[1], strength + 1)}"
        else:
            text = f"{name}({', '.join(operand for operand, _ in operands)})"
        stack[-count:] = [(text, strength)]
    return stack[0][0]


def _bracketed(operand: tuple[str, int], least: int) -> str:
    text, strength = operand
    return text if strength >= least else f"({text})"


def _tree(steps: Sequence[Step]) -> Tree:
    stack: list[Tree] = []
    for step in steps:
        if isinstance(step, str):
            stack.append(step)
        else:
            name, count = step
            stack[-count:] = [(name, *stack[-count:])]
    return stack[0]
