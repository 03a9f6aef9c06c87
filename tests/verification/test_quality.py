"""The page of what code tasks notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.verification import Report, quality_page, verify

EXAMPLE = Path(__file__).parents[2] / "docs" / "example-pack" / "arrays" / "centring"


@pytest.fixture(scope="module")
def report() -> Report:
    """The code question of docs/authoring.md."""
    return verify([EXAMPLE], seeds=1)


def test_a_task_has_a_row_with_its_attempts_and_kinds(report: Report) -> None:
    """Right and wrong answers, mutants tried and noticed, their share, and each kind."""
    by_kind = "operator 2, axis 2, dropped-term 2, function 2, default 2"
    row = f"| centring | numpy | 1 | 2 | 10 | 10 | 100.0 % | {by_kind} |"
    assert row in quality_page(report).splitlines()


def test_kinds_are_added_up(report: Report) -> None:
    """In the order in which docs/authoring.md has them."""
    lines = quality_page(report).splitlines()
    first = lines.index("| kind | tried | noticed | share | excused |")
    assert [line.split(" |")[0] for line in lines[first + 2 : first + 8]] == [
        "| operator",
        "| axis",
        "| dropped-term",
        "| function",
        "| default",
        "| all",
    ]


def test_a_survivor_stands_with_its_reason(tmp_path: Path) -> None:
    """And counts as not noticed."""
    folder = tmp_path / "arrays" / "centring"
    folder.mkdir(parents=True)
    (tmp_path / "pack.toml").write_text(
        (EXAMPLE.parents[1] / "pack.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    for file in EXAMPLE.rglob("*.*"):
        copy = folder / file.relative_to(EXAMPLE)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(file.read_bytes())
    solution = folder / "solution.py"
    text = solution.read_text(encoding="utf-8").replace(
        "    return x -", "    x = x + 0.0\n    return x -"
    )
    solution.write_text(text, encoding="utf-8")
    report = verify([folder], seeds=1)
    survivors = [item.change for question in report.questions for item in question.survivors]
    assert survivors
    page = quality_page(report)
    assert f"* `{survivors[0]}` (" in page
    assert "**no reason yet**" in page
    assert "| all | 10 | 10 " not in page


def test_the_same_packs_give_the_same_page(report: Report) -> None:
    """No times, no places of this machine."""
    assert quality_page(report) == quality_page(verify([EXAMPLE], seeds=1))
    assert str(EXAMPLE) not in quality_page(report)
