"""Which rows of the syllabus are covered, and what a syllabus must look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.errors import NotFound, PackError
from heldout.questions import shipped_packs
from heldout.verification.coverage import SYLLABUS, coverage, read_syllabus

from ..small_pack import write_pack

ROWS = "row\tkind\tconcept\na1\tnumeric\tadding\na2\tconcept\twhat a sum is\na3\tnumeric\tmore\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Four small questions and a syllabus of three rows, of which two are named."""
    folder = tmp_path / "pack"
    write_pack(folder)
    (folder / SYLLABUS).write_text(ROWS, encoding="utf-8")
    for place, sources in zip(sorted(folder.glob("*/question.md")), ("a1", "a1, a3"), strict=False):
        text = place.read_text(encoding="utf-8")
        place.write_text(text.replace("\nlevel:", f"\nsources: [{sources}]\nlevel:", 1), "utf-8")
    return folder


def test_a_row_is_covered_by_every_question_that_names_it(pack: Path) -> None:
    """Counted once, however many do."""
    found = coverage([pack])
    assert (found.covered(), len(found.rows)) == (2, 3)
    assert len(found.questions["a1"]) == 2
    assert len(found.questions["a3"]) == 1
    assert [row.name for row in found.missing()] == ["a2"]
    assert found.kinds() == ["numeric", "concept"]
    assert (found.covered("numeric"), found.covered("concept")) == (2, 0)
    assert not found.unknown


def test_a_source_that_is_no_row_is_told(pack: Path) -> None:
    """A slip of the pen would be counted nowhere."""
    (pack / SYLLABUS).write_text(ROWS.replace("a3", "a4"), encoding="utf-8")
    assert list(coverage([pack]).unknown.values()) == [("a3",)]


def test_every_row_that_something_can_settle_is_covered() -> None:
    """316 rows; of those that are no concept, each has a question, and no source is misspelt."""
    found = coverage()
    assert len(found.rows) == 316
    assert not found.unknown
    assert [row.name for row in found.missing() if row.kind != "concept"] == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", None, "must begin with the headings"),
        ("name\tkind\n", None, "must begin with the headings"),
        (ROWS + "a4\tnumeric\n", 5, "must have 3 cells with text"),
        (ROWS + "a4\t\tadding\n", 5, "must have 3 cells with text"),
        (ROWS + "a1\tnumeric\tagain\n", 5, "must name a row once; given 'a1'"),
    ],
)
def test_a_syllabus_that_cannot_be_read_is_told(
    tmp_path: Path, text: str, line: int | None, says: str
) -> None:
    """With its line."""
    file = tmp_path / SYLLABUS
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as refused:
        read_syllabus(file)
    assert refused.value.line == line
    assert says in refused.value.message


def test_a_pack_without_a_syllabus_has_no_coverage(pack: Path) -> None:
    """It says what would have to be there."""
    (pack / SYLLABUS).unlink()
    with pytest.raises(NotFound, match=r"no syllabus\.tsv in .*pack: name packs"):
        coverage([pack])


def test_the_syllabus_travels_with_the_pack() -> None:
    """Beside pack.toml, in every shipped pack."""
    assert all((pack / SYLLABUS).is_file() for pack in shipped_packs())
