"""`heldout verify`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def broken(pack, tmp_path):
    """A copy of the small pack in which the second opinion on a sum is wrong."""
    copy = tmp_path / "broken"
    shutil.copytree(pack, copy)
    file = copy / "desk-sum" / "variant.py"
    text = file.read_text()
    file.write_text(text.replace("sum([1] * values", "1 + sum([1] * values", 1))
    assert file.read_text() != text
    return copy


def test_a_good_question_passes(heldout, pack):
    """Exit code 0, with what was tried in one line."""
    done = heldout("verify", str(pack / "desk-sum"))
    assert done.exit_code == 0
    assert done.stdout.startswith("1 question, ")
    assert done.stdout.endswith("no problems.\n")
    assert "desk-sum: ok" in done.stderr


def test_a_fault_is_told_with_file_and_seed(heldout, broken):
    """Exit code 1, and where to look."""
    done = heldout("verify", str(broken / "desk-sum"), COLUMNS="200")
    assert done.exit_code == 1
    assert str(broken / "desk-sum" / "variant.py") in done.stdout
    assert "seed 0" in done.stdout


def test_the_json_holds_every_problem(heldout, broken):
    """File, seed and message, for an editor to jump to."""
    done = heldout("verify", str(broken / "desk-sum"), "--json")
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    assert report["ok"] is False
    assert Path(report["problems"][0]["file"]).name == "variant.py"
    assert report["problems"][0]["seed"] == 0


def test_a_path_that_holds_no_question_is_a_usage_error(heldout, tmp_path):
    """One sentence and exit code 2."""
    done = heldout("verify", str(tmp_path / "nowhere"))
    assert done.exit_code == 2
    assert "nowhere" in done.stderr


def test_seeds_and_mutants_are_passed_on(heldout, monkeypatch):
    """The options reach the verification as given."""
    from heldout.verification import Report

    asked = []

    def verify(paths, **options):
        del options["listen"]
        asked.append((list(paths), options))
        return Report((), (), 0.0)

    monkeypatch.setattr("heldout.verification.verify", verify)
    assert heldout("verify", "a", "b", "--seeds", "7", "--no-mutants").exit_code == 0
    assert asked == [([Path("a"), Path("b")], {"seeds": 7, "mutants": False})]
