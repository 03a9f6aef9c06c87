"""Changes to what is compared, guarded, called, and left out."""

from __future__ import annotations

import pytest

from .changes import changes


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("a < b", "comparison", ["a < b → a <= b", "a < b → a >= b"]),
        ("a == b", "comparison", ["a == b → a != b"]),
        ("a is b", "comparison", ["a is b → a is not b"]),
        ("a in b", "comparison", ["a in b → a not in b"]),
        (
            "a < b < c",
            "comparison",
            [
                "a < b < c → a <= b < c",
                "a < b < c → a >= b < c",
                "a < b < c → a < b <= c",
                "a < b < c → a < b >= c",
            ],
        ),
        ("a and b", "boolean", ["a and b → a or b", "a and b → b", "a and b → a"]),
        ("not a", "boolean", ["not a → a"]),
        (
            "if a:\n    b",
            "guard",
            ["if a: … → if False: …", "if a: … → if True: …", "if a: … → if not a: …"],
        ),
        (
            "a if b else c",
            "guard",
            ["a if b else c → a", "a if b else c → c", "a if b else c → c if b else a"],
        ),
        (
            "np.where(a, b, c)",
            "branch",
            [
                "np.where(a, b, c) → np.where(a, c, b)",
                "np.where(a, b, c) → b",
                "np.where(a, b, c) → c",
            ],
        ),
        ("f(a, b)", "argument-order", ["f(a, b) → f(b, a)"]),
        ("np.maximum(a, b)", "argument-order", []),
        ("a, b = f()", "argument-order", ["a, b = f() → b, a = f()"]),
        ("np.max(a)", "function", ["np.max(a) → np.min(a)"]),
        (
            "np.log(a)",
            "function",
            ["np.log(a) → np.log2(a)", "np.log(a) → np.log1p(a)", "np.log(a) → a"],
        ),
        ("x.var()", "function", ["x.var() → x.std()", "x.var() → x.var(ddof=1)"]),
        ("x.var(ddof=1)", "function", ["x.var(ddof=1) → x.std(ddof=1)", "x.var(ddof=1) → x.var()"]),
        ("abs(a)", "function", ["abs(a) → a"]),
        ("a[i] -= b", "statement", ["a[i] -= b → pass"]),
        ("for a in b:\n    continue", "statement", ["continue → break"]),
    ],
)
def test_a_rule_makes_these_changes(source: str, kind: str, expected: list[str]) -> None:
    """All of one kind, none more."""
    assert changes(source, kind) == expected
