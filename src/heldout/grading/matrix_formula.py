"""Formulas of vectors and matrices as people type them: the grammar of `formula.py`, and

    term     := product ('⊙' product)*                   entry by entry; also typed .* or ∘
    product  := signed (('*' | '@' | '/' | './' | '') signed)*
    power    := atom ("'" | ('^' | '.^') exponent)*      A' is the transpose, typed A^T, A.T and Aᵀ
                                                         too; A^-1' is (A^-1)'
    atom     := … | '‖' sum '‖'                          the norm; also typed || w ||, or || w ||_1

The tree has the operations of scalar formulas, `transpose`, and the functions listed here. What
shapes they fit is another matter, see `shapes.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from heldout.grading.formula import (
    MAX_DEPTH,
    FormulaError,
    Parser,
    Tree,
    check_length,
    check_number,
    spell_names,
    spell_plainly,
    split_name,
)

__all__ = ["MATRIX_FUNCTIONS", "RESERVED", "parse_matrices"]

MATRIX_FUNCTIONS = {
    **dict.fromkeys(("transpose", "inv", "norm", "norm1", "sum", "mean", "diag", "trace"), 1),
    **dict.fromkeys(("dot", "hadamard", "outer"), 2),
}
RESERVED = ("T", "I")
"""Names that mean something in every formula of matrices: transposed, and the identity."""

_FUNCTIONS = {
    **Parser.functions,
    **{name: (count, count) for name, count in MATRIX_FUNCTIONS.items()},
}
_SPELLINGS = {
    "tr": "trace",
    "Tr": "trace",
    "norm2": "norm",
    "inverse": "inv",
    "Diag": "diag",
    "identity": "I",
    "Σ": "sum",
    "Sum": "sum",
}
_SIGNS = {"@": "*", ".*": "⊙", "∘": "⊙", ".T": "'", "⊤": "'", "**": "^"}
_TOKEN = re.compile(
    r"\s*(?:(?P<sign>\.T(?!\w)|\*\*|\.\*|\./|\.\^|‖[₁₂]?|[-+*/^(),|\[\]{}@⊙∘'⊤])"
    r"|(?P<number>(?:\d+(?:\.(?![*/^])\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"  # 2.*x is 2 .* x
    r"|(?P<name>√|[^\W\d]\w*))"
)
_POWER = r"(?:\^|\*\*)\s*"
_CLOSED_T = re.compile(_POWER + r"(?:⊤|\\top|[({\[]\s*(?:T|⊤|\\top)\s*[)}\]])")
_MINUS_T = re.compile(_POWER + r"(?:-\s*T(?!\w)|[({\[]\s*-\s*T\s*[)}\]])")
_OPEN_T = re.compile(_POWER + r"([Tt]\w*)")
_IDENTITY = re.compile(r"\bI_\{(\w)\}|\beye\(\s*(\w)\s*\)")
_WHICH_NORM = re.compile(
    r"‖\s*(\^\s*(?:\d|\(\d\)|\{\d\}))?(?:\s*_\s*([12]|\{[12]\}|\([12]\))|([₁₂]))"
)


def parse_matrices(text: str, names: Collection[str]) -> Tree:
    """The formula as a tree, over those variable names; FormulaError when it cannot be read."""
    check_length(text)
    return _MatrixParser(_tokens(_spell(text, names), names), names).whole()


def _spell(text: str, names: Collection[str]) -> str:
    """One sign for the transpose and one for the norm; Greek letters by name."""
    text = re.sub("[‘’′ᵀ]", "'", text)
    text = spell_names(_CLOSED_T.sub("'", text), names)
    text = _IDENTITY.sub(lambda match: f" I_{match[1] or match[2]} ", text)
    text = re.sub(r"\|\|", "‖", text)
    text = spell_plainly(_WHICH_NORM.sub(_norm_first, text))
    text = _MINUS_T.sub("^(-1)'", _CLOSED_T.sub("'", text))
    return _OPEN_T.sub(lambda power: _transposed(power, names), text)


def _norm_first(bar: re.Match[str]) -> str:
    """Which norm it is, before the power that it is raised to: ‖w‖^2_2 is ‖w‖_2^2."""
    power, digit, lowered = bar.groups()
    return f"‖{lowered or '₀₁₂'[int(digit.strip('{()}'))]}{power or ''}"


def _transposed(power: re.Match[str], names: Collection[str]) -> str:
    """X^TX is X'X, unless a variable is called TX or T."""
    word = power[1]
    known = word in names or word in _FUNCTIONS or word[0] in names
    return power[0] if known else f"' {word[1:]}"


def _tokens(text: str, names: Collection[str]) -> list[str]:
    tokens: list[str] = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            raise FormulaError(f"{text[position:].strip()[0]!r} cannot be read")
        sign, number, word = match["sign"], match["number"], match["name"]
        if word:
            word = word if word in names else _SPELLINGS.get(word, word)
            word = f"I_{word[1:]}" if word[0] == "I" and f"I_{word[1:]}" in names else word
            tokens += split_name(word, names, _FUNCTIONS)
        else:
            tokens.append(_SIGNS.get(sign, sign) if sign else check_number(number))
        position = match.end()
    if not tokens:
        raise FormulaError("it is empty")
    return tokens


class _MatrixParser(Parser):
    functions = _FUNCTIONS
    factors = ("*", "/", "./")

    def term(self, depth: int) -> Tree:
        """⊙ binds less than a product: v ⊙ X w takes v and X w."""
        tree = self.product(depth)
        while self.peek() == "⊙":
            self.take()
            tree = ("hadamard", tree, self.product(depth))
        return tree

    def power(self, depth: int) -> Tree:
        tree = self.atom(depth)
        for _ in range(MAX_DEPTH):
            token = self.peek()
            if token == "'":
                self.take()
                tree = ("transpose", tree)
            elif token in ("^", ".^"):
                tree = (self.take(), tree, self._exponent(depth + 1))
            else:
                return tree
        raise FormulaError("it is nested too deeply")

    def _exponent(self, depth: int) -> Tree:
        """What stands above, without a sign of transposition: that is for the whole power."""
        if depth > MAX_DEPTH:
            raise FormulaError("it is nested too deeply")
        if self.peek() in ("+", "-"):
            sign = self.take()
            operand = self._exponent(depth + 1)
            return ("neg", operand) if sign == "-" else operand
        tree = self.atom(depth)
        if self.peek() == "^":
            self.take()
            return ("^", tree, self._exponent(depth + 1))
        return tree

    def atom(self, depth: int) -> Tree:
        if self.peek() != "‖":
            return super().atom(depth)
        self.take()
        operand = self.inside("‖", depth)
        closing = self.peek() if self.peek().startswith("‖") else "‖"
        self.take(closing)
        return ("norm1" if closing == "‖₁" else "norm", operand)
