"""Formulas as people type them, parsed into trees. Nothing typed is ever evaluated as Python.

A tree is a number (as text), a name, or a tuple (operation, operand, …). The grammar, loosest
binding first:

    sum      := product (('+' | '-') product)*
    product  := signed (('*' | '/' | '') signed)*        3x and 2(x+1) are products; 1/2x is
                                                         refused, since people read it in two ways
    signed   := ('+' | '-') signed | power
    power    := atom (('^' | '**') signed)?              right-associative; -x^2 = -(x^2);
                                                         x² and 10⁻³ are powers too
    atom     := number | name | name '(' sum (',' sum)* ')' | '(' sum ')' | '|' sum '|'

Precedence climbing; see Pratt, "Top down operator precedence" (1973).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

__all__ = [
    "CONSTANTS",
    "FUNCTIONS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "FormulaError",
    "Parser",
    "Step",
    "Tree",
    "check_length",
    "check_number",
    "evaluate",
    "parse",
    "postfix",
    "spell_names",
    "spell_plainly",
    "split_name",
    "used_names",
]

Tree: TypeAlias = "str | tuple[Tree, ...]"

Step: TypeAlias = "str | tuple[str, int]"
"""An operand, or an operation with the number of results before it that it takes."""

MAX_LENGTH = 2_000
MAX_DEPTH = 60

FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x)),
    "relu": lambda x: max(x, 0.0),
    "abs": abs,
    "sign": lambda x: float((x > 0) - (x < 0)),
    "max": max,
    "min": min,
    "floor": math.floor,
    "ceil": math.ceil,
}
CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}

_SPELLINGS = {
    "ln": "log",
    "σ": "sigmoid",
    "sigma": "sigmoid",
    "π": "pi",
    "√": "sqrt",
    "sgn": "sign",
    "ReLU": "relu",
}
_SYMBOLS = str.maketrans(
    {"−": "-", "–": "-", "·": "*", "×": "*", "⋅": "*", "∙": "*", "∗": "*", "÷": "/", "∕": "/"}
    | {"⁄": "/"}
    # Full-width forms of ASCII, as Chinese and Japanese keyboards give them.
    | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
)
_SUPERSCRIPTS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_RAISED = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_FRACTION = re.compile("([0-9]*)([¼-¾⅐-⅞])")
_LATEX = {
    **dict.fromkeys(("left", "right", "big", "Big", "bigl", "bigr", "quad"), " "),
    "cdot": "*",
    "times": "*",
    "odot": "⊙",
    "circ": "∘",
    "top": "⊤",
    **dict.fromkeys(("lVert", "rVert", "Vert"), "‖"),
    **dict.fromkeys(("lvert", "rvert", "vert"), "|"),
}
_COMMAND = re.compile(r"\\(?:(?:operatorname|mathrm|text)\s*\{(\w+)\}|([A-Za-z]+)|([,;!:|]))")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>√|[^\W\d]\w*)|(?P<sign>\*\*|[-+*/^(),|\[\]{}]))"
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class FormulaError(ValueError):
    """The text is not a formula; the message says why, in words for the person who typed it."""


def parse(text: str, names: Collection[str]) -> Tree:
    """The formula as a tree, over those variable names; FormulaError when it cannot be read."""
    check_length(text)
    return Parser(_tokens(spell_plainly(spell_names(text, names)), names), names).whole()


def check_length(text: str) -> None:
    """FormulaError when nobody would type so much."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"it is longer than {MAX_LENGTH} characters")


def evaluate(tree: Tree, point: Mapping[str, float]) -> float:
    """The value in floating point; ArithmeticError or ValueError where it has none, or where it
    leaves the range of a float."""
    stack: list[float] = []
    for step in postfix(tree):
        if isinstance(step, str):
            stack.append(point[step] if step in point else CONSTANTS.get(step) or float(step))
            continue
        operation, count = step
        result = _OPERATIONS[operation](*stack[-count:])
        if isinstance(result, complex):
            raise ValueError("not a real number")
        if not math.isfinite(result):
            raise OverflowError("too large for a float")
        stack[-count:] = [float(result)]
    return stack[0]


def postfix(tree: Tree) -> list[Step]:
    """The tree in the order in which a stack machine works: operands first.

    Flat and made without recursion, because a sum of a thousand terms is a thousand levels deep.
    """
    waiting, steps = [tree], list[Step]()
    while waiting:
        branch = waiting.pop()
        if isinstance(branch, str):
            steps.append(branch)
        else:
            steps.append((str(branch[0]), len(branch) - 1))
            waiting.extend(branch[1:])
    return steps[::-1]


def used_names(tree: Tree) -> set[str]:
    """All names in the tree: variables, constants, functions and signs."""
    return {step if isinstance(step, str) else step[0] for step in postfix(tree)}


_OPERATIONS: Mapping[str, Callable[..., float]] = {
    **FUNCTIONS,
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
    "neg": lambda a: -a,
}


def spell_names(text: str, names: Collection[str]) -> str:
    """Greek letters by name where that is a variable, and LaTeX's commands for names and signs."""
    text = _COMMAND.sub(_command, text)
    return "".join(_greek(mark, names) for mark in text)


def _command(command: re.Match[str]) -> str:
    upright, word, mark = command.groups()
    if mark:
        return "‖" if mark == "|" else " "
    if word and word.endswith(("frac", "sqrt")):
        raise FormulaError(f"LaTeX is not read here: write a/b or sqrt(x) for \\{word}")
    return f" {upright or _LATEX.get(word, word)} "


def _greek(mark: str, names: Collection[str]) -> str:
    """`alpha` for α where that is a variable, and `Omega` for Ω."""
    size, _, word = unicodedata.name(mark, "").lower().partition(" letter ")
    word = word.replace("lamda", "lambda")
    word = word if size == "greek small" else word.title()
    return f" {word} " if mark > "\x7f" and word in names and mark not in names else mark


def spell_plainly(text: str) -> str:
    """The same formula in ASCII digits and signs; superscripts become powers, ½ is (1/2)."""
    text = _FRACTION.sub(_plain_fraction, text)
    text = _RAISED.sub(lambda raised: f"^({raised[0].translate(_SUPERSCRIPTS)})", text)
    text = "".join(str(int(mark)) if mark.isdecimal() else mark for mark in text)
    return text.translate(_SYMBOLS)


def _plain_fraction(fraction: re.Match[str]) -> str:
    whole, sign = fraction.groups()
    plain = unicodedata.normalize("NFKC", sign).replace("⁄", "/")
    return f"({whole}+{plain})" if whole else f"({plain})"


def _tokens(text: str, names: Collection[str]) -> list[str]:
    tokens: list[str] = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            raise FormulaError(f"{text[position:].strip()[0]!r} cannot be read")
        word = match["name"]
        tokens += (
            split_name(word, names) if word else [check_number(match["number"]) or match["sign"]]
        )
        position = match.end()
    if not tokens:
        raise FormulaError("it is empty")
    return tokens


def check_number(number: str | None) -> str:
    """The number as it is, when a float can hold it: powers of ten are cheap to type, and reading
    1e999999999 exactly is not."""
    if number and (
        math.isinf(float(number)) or (not float(number) and re.search("^[^eE]*[1-9]", number))
    ):
        raise FormulaError("a number in it is too large or too small")
    return number or ""


def split_name(
    word: str, names: Collection[str], functions: Collection[str] = FUNCTIONS
) -> list[str]:
    """A known name as it is; a run of known one-letter names as a product (`wx` is w x)."""
    word = word if word in names else _SPELLINGS.get(word, word)
    if word in names or word in functions or word in CONSTANTS:
        return [word]
    if all(letter in names or letter in CONSTANTS for letter in word):
        return list(word)
    known = ", ".join(sorted(names)) or "none"
    raise FormulaError(f"{word!r} is not known here; the variables are: {known}")


class Parser:
    """Makes a tree of tokens. What formulas of matrices read in another way is a method."""

    functions: Mapping[str, tuple[int, int | None]] = {
        name: (2, None) if name in ("max", "min") else (1, 1) for name in FUNCTIONS
    }
    """The least and the greatest number of arguments."""
    factors: Collection[str] = ("*", "/")
    """Signs that bind like a product."""

    def __init__(self, tokens: list[str], names: Collection[str]) -> None:
        self._tokens, self._names, self._at = tokens, names, 0
        self._bar = ""  # the bar that closes what is being read

    def whole(self) -> Tree:
        """The tree of all tokens."""
        tree = self.sum(0)
        if self.peek():
            raise FormulaError(f"{self.peek()!r} is not expected there")
        return tree

    def peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            found = f"{token!r} stands there" if token else "it ends there"
            raise FormulaError(f"{wanted!r} is missing: {found}" if wanted else "it ends too early")
        self._at += 1
        return token

    def sum(self, depth: int) -> Tree:
        if depth > MAX_DEPTH:
            raise FormulaError("it is nested too deeply")
        tree = self.term(depth)
        while self.peek() in ("+", "-"):
            tree = (self.take(), tree, self.term(depth))
        return tree

    def term(self, depth: int) -> Tree:
        return self.product(depth)

    def product(self, depth: int) -> Tree:
        tree = self.signed(depth)
        while True:
            token = self.peek()
            if token in self.factors:
                tree = (self.take(), tree, self.signed(depth))
                if token == "/" and self._starts_factor(self.peek()):
                    raise FormulaError("1/2x can be read in two ways: write (1/2)x or 1/(2x)")
            elif self._starts_factor(token):
                tree = ("*", tree, self.power(depth))
            else:
                return tree

    def _starts_factor(self, token: str) -> bool:
        """Whether a product may go on without a sign: 2x and 2(x+1), but never 1 2."""
        opens_bars = token in ("|", "‖") and token != self._bar
        return token.isidentifier() or token in _CLOSING or opens_bars

    def signed(self, depth: int) -> Tree:
        if depth > MAX_DEPTH:
            raise FormulaError("it is nested too deeply")
        if self.peek() == "-":
            self.take()
            return ("neg", self.signed(depth + 1))
        if self.peek() == "+":
            self.take()
            return self.signed(depth + 1)
        return self.power(depth)

    def power(self, depth: int) -> Tree:
        base = self.atom(depth)
        if self.peek() in ("^", "**"):
            self.take()
            return ("^", base, self.signed(depth + 1))
        return base

    def atom(self, depth: int) -> Tree:
        token = self.take()
        if token in _CLOSING:
            tree = self.inside("", depth)
            self.take(_CLOSING[token])
            return tree
        if token == "|":
            tree = self.inside("|", depth)
            self.take("|")
            return ("abs", tree)
        if token in self.functions and token not in self._names:
            return self._applied(token, depth)
        if token[0].isdigit() or token[0] == "." or token.isidentifier():
            return token
        raise FormulaError(f"{token!r} is not expected there")

    def inside(self, bar: str, depth: int) -> Tree:
        """A sum in brackets or in that bar, up to what closes it."""
        self._bar, outside = bar, self._bar
        tree = self.sum(depth + 1)
        self._bar = outside
        return tree

    def _applied(self, function: str, depth: int) -> Tree:
        if self.peek() != "(":
            raise FormulaError(f"write the argument of {function} in brackets: {function}(…)")
        operands: list[Tree] = []
        while not operands or self.peek() == ",":
            self.take()
            operands.append(self.inside("", depth))
        self.take(")")
        least, most = self.functions[function]
        if not least <= len(operands) <= (most or len(operands)):
            wanted = "one argument" if most == 1 else "two arguments"
            wanted = wanted if most else f"at least {wanted}"
            raise FormulaError(f"{function} takes {wanted}; it was given {len(operands)}")
        return (function, *operands)
