"""A bug hunt at the desk: lines by their numbers, and a file for the repair."""

from __future__ import annotations

QUESTION = ("practice", "-q", "desk-mend", "--seed", "3")


def test_a_listing_has_numbers_and_takes_them(heldout):
    """Each line stands behind its own."""
    said = heldout(*QUESTION, replies="5\n").stdout
    assert "  5      both = x - x\n" in said
    assert "such as 3, 7" in said
    assert "✓ Right." in said


def test_an_innocent_line_is_spoken_of(heldout):
    """As the author does; a line that is not there costs nothing."""
    said = heldout(*QUESTION, replies="9\n6\n").stdout
    assert "Could not be read" in said
    assert "only hands over what was computed before" in said


def test_the_file_for_the_repair_belongs_to_the_variant(heldout, tmp_path):
    """It opens with the variant's own program."""
    said = heldout(*QUESTION, "--dir", str(tmp_path), replies="5\nb\n").stdout
    assert "Part 3 of 3" in said
    (file,) = tmp_path.glob("*.py")
    assert file.name.endswith("_3.py")
    assert "both = x - x" in file.read_text()


def test_grade_judges_the_code_and_needs_no_seed(heldout, tmp_path):
    """Unless the attempt is kept, or another part is named."""
    file = tmp_path / "mine.py"
    file.write_text("def double(x):\n    return x + x\n")
    assert heldout("grade", "desk-mend", str(file)).exit_code == 0
    assert heldout("grade", "desk-mend", str(file), "--record").exit_code == 2
    assert heldout("grade", "desk-mend", str(file), "--record", "--seed", "3").exit_code == 0
    file.write_text("5")
    assert heldout("grade", "desk-mend", str(file), "--part", "fault").exit_code == 2
    assert heldout("grade", "desk-mend", str(file), "--part", "fault", "--seed", "3").exit_code == 0
