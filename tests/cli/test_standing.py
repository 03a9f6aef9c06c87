"""`heldout progress`."""

from __future__ import annotations

import json


def test_before_anything_was_practised_it_says_what_to_do(heldout):
    """An empty table helps nobody."""
    done = heldout("progress")
    assert done.exit_code == 0
    assert "Nothing practised yet" in done.stdout
    assert "heldout practice" in done.stdout


def test_it_counts_by_skill(heldout):
    """Practised of all, and what is likely known."""
    heldout("practice", "-q", "desk-sum", "--seed", "1", replies="1\n:quit\n")
    text = heldout("progress").stdout
    row = next(line for line in text.splitlines() if line.startswith("Numbers at the desk"))
    assert "1 of 3" in row
    assert "0%" in row
    assert "1 of" in text.splitlines()[-2]
    report = json.loads(heldout("progress", "--json").stdout)
    assert (report["practised"], report["attempts"]) == (1, 1)
    skill = next(skill for skill in report["skills"] if skill["id"] == "desk/numbers")
    assert (skill["questions"], skill["practised"], skill["mastery"]) == (3, 1, 0.0)
    assert report["next_due"]
