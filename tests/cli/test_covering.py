"""`heldout verify --coverage`."""

from __future__ import annotations

import json

from heldout.verification import coverage


def test_the_count_by_kind_and_what_is_missing_are_printed(heldout):
    """Nothing is proved for that, and exit code 0 says that every source is a row."""
    found = coverage()
    done = heldout("verify", "--coverage", COLUMNS="100")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[-1].split() == ["all", "316", str(found.covered()), str(316 - found.covered())]
    assert [line.split()[0] for line in lines[-len(found.kinds()) - 1 : -1]] == found.kinds()
    assert sum(line.startswith("  s") for line in lines) == len(found.missing())


def test_json_has_the_same_numbers(heldout):
    """And the missing rows whole."""
    found = coverage()
    told = json.loads(heldout("verify", "--coverage", "--json").stdout)
    assert (told["rows"], told["covered"]) == (316, found.covered())
    assert sum(kind["covered"] for kind in told["kinds"].values()) == found.covered()
    assert told["missing"][0] == {
        "name": found.missing()[0].name,
        "kind": found.missing()[0].kind,
        "concept": found.missing()[0].concept,
    }
    assert told["unknown"] == {}


def test_a_source_that_is_no_row_is_a_problem(heldout, pack, tmp_path):
    """Exit code 1, with the question and the source."""
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(pack, copy)
    (copy / "syllabus.tsv").write_text("row\tkind\tconcept\na1\tnumeric\tadding\n")
    file = copy / "desk-sum" / "question.md"
    file.write_text(file.read_text().replace("level: 1", "level: 1\nsources: [a1, a9]", 1))
    done = heldout("verify", str(copy), "--coverage")
    assert done.exit_code == 1
    assert "desk-sum names a9 under sources: no such row" in done.stdout
