"""Changes to axes, transpositions, shapes, ranges, dtypes and copies."""

from __future__ import annotations

import pytest

from .changes import changes


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        (
            "f(axis=0)",
            "axis",
            ["f(axis=0) → f()", "axis=0 → axis=1", "axis=0 → axis=-1"],
        ),
        (
            "torch.sum(x, dim=-1)",
            "axis",
            ["torch.sum(x, dim=-1) → torch.sum(x)", "dim=-1 → dim=0", "dim=-1 → dim=-2"],
        ),
        ("np.sort(x, axis=-1)", "axis", ["axis=-1 → axis=0", "axis=-1 → axis=-2"]),
        ("f(keepdims=True)", "axis", ["keepdims=True → keepdims=False"]),
        ("x.sum(1)", "axis", ["x.sum(1) → x.sum(2)", "x.sum(1) → x.sum(0)"]),
        ("x[:, None]", "axis", ["x[:, None] → x[None, :]"]),
        ("a.T", "transpose", ["a.T → a"]),
        ("np.transpose(a)", "transpose", ["np.transpose(a) → a"]),
        ("a.swapaxes(0, 1)", "transpose", ["a.swapaxes(0, 1) → a"]),
        ("a @ b", "transpose", ["a @ b → a @ b.T", "a @ b → a.T @ b"]),
        (
            "np.einsum('ij,j->i', a, b)",
            "transpose",
            ["np.einsum('ij,j->i', a, b) → np.einsum('ji,j->i', a, b)"],
        ),
        ("len(x)", "shape-index", ["len(x) → x.shape[1]"]),
        ("n, d = x.shape", "shape-index", ["n, d = x.shape → d, n = x.shape"]),
        (
            "range(n)",
            "range",
            ["range(n) → range(n + 1)", "range(n) → range(n - 1)", "range(n) → range(1, n)"],
        ),
        (
            "range(5)",
            "range",
            ["range(5) → range(1, 5)", "range(5) → range(6)", "range(5) → range(4)"],
        ),
        ("x[::2]", "range", ["x[::2] → x[:]", "x[::2] → x[::3]", "x[::2] → x[::1]"]),
        ("x.astype(int)", "dtype", ["x.astype(int) → x"]),
        ("np.zeros(3, dtype=int)", "dtype", ["np.zeros(3, dtype=int) → np.zeros(3)"]),
        ("x.copy()", "copy", ["x.copy() → x"]),
        ("np.array(x)", "copy", ["np.array(x) → x"]),
        ("x.clone()", "copy", ["x.clone() → x"]),
        ("x = x + 1", "copy", ["x = x + 1 → x += 1"]),
        ("x.detach()", "gradient", ["x.detach() → x"]),
        (
            "with torch.no_grad():\n    pass",
            "gradient",
            ["with torch.no_grad(): … → if True: …"],
        ),
    ],
)
def test_a_rule_makes_these_changes(source: str, kind: str, expected: list[str]) -> None:
    """All of one kind, none more."""

    assert changes(source, kind) == expected
