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


def test_options_and_packs_are_passed_on(heldout, pack, monkeypatch):
    """As given; the user's packs only where no path is."""
    from heldout.verification import Report

    asked = []

    def verify(paths, **options):
        del options["listen"], options["known_good"]
        asked.append((list(paths), options))
        return Report((), (), 0.0)

    monkeypatch.setattr("heldout.verification.verify", verify)
    assert heldout("verify", "a", "b", "--seeds", "7", "--no-mutants").exit_code == 0
    options = {"seeds": 7, "mutants": False}
    assert asked.pop() == ([Path("a"), Path("b")], {**options, "packs": ()})
    assert heldout("verify", "--seeds", "7", "--no-mutants", HELDOUT_PACKS=str(pack)).exit_code == 0
    assert asked == [([], {**options, "packs": (pack,)})]


def test_mutants_are_told_by_kind_and_by_question(heldout, monkeypatch, tmp_path):
    """With each survivor and its reason, and how many one process tries in a second."""
    from heldout.verification import QuestionReport, Report, Survivor, Tally

    mutants = {"axis": Tally(3, 3), "constant": Tally(5, 4, 1)}
    survivors = (Survivor("constant", "x + 0 → x + -0", 7, "equivalent: it is zero"),)
    question = QuestionReport("some", mutants=mutants, survivors=survivors, mutant_seconds=0.1)
    monkeypatch.setattr(
        "heldout.verification.verify", lambda *_, **__: Report((question,), (), 1.0)
    )
    rows = [line.split() for line in heldout("verify", str(tmp_path)).stdout.splitlines()]
    assert ["axis", "3", "3", "100.0", "%", "0"] in rows
    assert ["constant", "5", "4", "80.0", "%", "1"] in rows
    assert ["some", "8", "7", "87.5", "%", "1"] in rows
    text = " ".join(" ".join(row) for row in rows)
    assert "some, line 7, survives: x + 0 → x + -0 equivalent: it is zero" in text
    assert "8 mutants tried (80 a second)" in text


def test_what_was_left_out_is_told(heldout, monkeypatch, tmp_path):
    """As a notice with the reason; it is no problem, and not counted as proved."""
    from heldout.verification import QuestionReport, Report

    question = QuestionReport("some", left_out="It needs a moon.")

    def verify(*_, listen, **__):
        listen(question, 1, 2)
        return Report((question, QuestionReport("other")), (), 1.0)

    monkeypatch.setattr("heldout.verification.verify", verify)
    done = heldout("verify", str(tmp_path))
    assert done.exit_code == 0
    assert "some was left out. It needs a moon." in done.stdout
    assert "2 questions (1 left out)" in done.stdout
    assert "some: left out. It needs a moon." in done.stderr
    told = json.loads(heldout("verify", str(tmp_path), "--json").stdout)
    assert told["ok"] is True
    assert [row["left_out"] for row in told["questions"]] == ["It needs a moon.", None]


def test_a_fault_of_many_seeds_is_told_once(heldout, broken):
    """With how many, and the first of them."""
    done = heldout("verify", str(broken / "desk-sum"), "--seeds", "8", COLUMNS="200")
    assert done.stdout.count("the two opinions differ") == 1
    assert "the same with 8 seeds: 0, 1, 2, 3, 4, …" in done.stdout


def test_only_what_changed_is_proved_again(heldout, pack, tmp_path):
    """With `--changed`; what was found good is left at that, and counted."""
    mine = tmp_path / "mine"
    shutil.copytree(pack, mine)
    place = str(mine / "desk-sum")
    assert heldout("verify", place, "--changed").stdout.startswith("1 question, ")
    again = heldout("verify", place, "--changed")
    assert again.exit_code == 0
    assert again.stdout.startswith("1 question unchanged, 0 questions, ")
    assert json.loads(heldout("verify", place, "--changed", "--json").stdout)["unchanged"] == [
        "desk-sum"
    ]
    file = mine / "desk-sum" / "question.md"
    file.write_text(file.read_text() + "\n- And then?\n")
    assert heldout("verify", place, "--changed").stdout.startswith("1 question, ")


def test_what_has_a_problem_is_never_left_out(heldout, broken):
    """A second look finds it again."""
    for _ in range(2):
        assert heldout("verify", str(broken / "desk-sum"), "--changed").exit_code == 1


def test_a_page_is_written_where_one_is_asked_for(heldout, pack, tmp_path):
    """Beside what the terminal says."""
    file = tmp_path / "found.html"
    done = heldout("verify", str(pack / "desk-sum"), "--report", str(file))
    assert done.exit_code == 0
    assert "desk-sum" in file.read_text(encoding="utf-8")


def test_a_page_without_a_folder_is_refused_before_anything_is_tried(heldout, pack, tmp_path):
    """One sentence, and no minute lost."""
    done = heldout("verify", str(pack / "desk-sum"), "--report", str(tmp_path / "no" / "page.html"))
    assert done.exit_code == 2
    assert "--report must name a file in a folder that exists" in done.stderr
    assert "ok" not in done.stderr


def test_what_code_tasks_notice_is_written_where_it_is_asked_for(heldout, pack, tmp_path):
    """A pack without code gives a page with an empty table."""
    file = tmp_path / "quality.md"
    done = heldout("verify", str(pack / "desk-sum"), "--quality", str(file))
    assert done.exit_code == 0
    assert "## By task (0)" in file.read_text(encoding="utf-8")
