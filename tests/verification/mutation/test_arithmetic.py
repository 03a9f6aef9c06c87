"""Changes to sums, products, signs and numbers."""

from __future__ import annotations

import pytest

from .changes import changes


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("a + b", "operator", ["a + b → a - b"]),
        ("a + b", "dropped-term", ["a + b → a", "a + b → b"]),
        ("a - b", "operator", ["a - b → a + b", "a - b → b - a"]),
        ("a - b", "dropped-term", ["a - b → a", "a - b → -b"]),
        ("a / b", "dropped-term", ["a / b → a", "a / b → 1.0 / b"]),
        ("a // b", "operator", ["a // b → a / b", "a // b → a * b", "a // b → b // a"]),
        ("a @ b", "operator", ["a @ b → a * b", "a @ b → b @ a"]),
        ("a & b", "boolean", ["a & b → a | b"]),
        ("~a", "boolean", ["~a → a"]),
        ("-a", "sign", ["-a → a"]),
        ("f(-1)", "constant", ["f(-1) → f(0)", "f(-1) → f(-2)"]),
        ("x.reshape(-1, n)", "constant", ["x.reshape(-1, n) → x.reshape(0, n)"]),
        ("x.reshape((n, -1))", "constant", ["x.reshape((n, -1)) → x.reshape((n, 0))"]),
        ("f(0.5)", "constant", ["f(0.5) → f(1.0)", "f(0.5) → f(0.0)"]),
        ("f(True)", "constant", ["f(True) → f(False)"]),
        ("f(-np.inf)", "constant", ["np.inf → 0.0"]),
        ("f(1e-08)", "epsilon", ["f(1e-08) → f(1e-05)", "f(1e-08) → f(0.0)"]),
        ("x.sum(axis=0)", "constant", []),
        ("x.shape[0]", "shape-index", ["x.shape[0] → x.shape[1]", "x.shape[0] → x.shape[-1]"]),
        ("v + eps", "epsilon", ["v + eps → v", "v + eps → v + 1e-05"]),
        (
            "np.sqrt(v + eps)",
            "epsilon",
            ["np.sqrt(v + eps) → np.sqrt(v) + eps", "v + eps → v", "v + eps → v + 1e-05"],
        ),
        (
            "np.sqrt(v) + eps",
            "epsilon",
            [
                "np.sqrt(v) + eps → np.sqrt(v)",
                "np.sqrt(v) + eps → np.sqrt(v + eps)",
                "np.sqrt(v) + eps → np.sqrt(v) + 1e-05",
            ],
        ),
        (
            "x - x.max(axis=1, keepdims=True)",
            "max-subtraction",
            [
                "x - x.max(axis=1, keepdims=True) → x",
                "x - x.max(axis=1, keepdims=True) → x - x.min(axis=1, keepdims=True)",
                "x - x.max(axis=1, keepdims=True) → x - x.max()",
            ],
        ),
        (
            "def f(x):\n    m = x.max()\n    return x - m",
            "max-subtraction",
            ["x - m → x"],
        ),
        ("a += b", "accumulate", ["a += b → a = b", "a += b → a -= b", "a += b → a *= b"]),
        ("a -= b", "accumulate", ["a -= b → a = b", "a -= b → a += b"]),
        ("a[i] = b", "accumulate", ["a[i] = b → a[i] += b"]),
        ("def f(a):\n    a = b", "accumulate", ["a = b → a += b"]),
        ("def f():\n    a = b", "accumulate", []),
    ],
)
def test_a_rule_makes_these_changes(source: str, kind: str, expected: list[str]) -> None:
    """All of one kind, none more."""
    assert changes(source, kind) == expected
