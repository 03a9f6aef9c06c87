"""The documented keys of --json are the keys that are printed."""

from __future__ import annotations

import json
import re

import pytest

from heldout.cli import json_output


def documented(name: str) -> set[str]:
    """The keys that the module's table names for that row, nested ones left out."""
    text = re.sub(r"\n +", " ", json_output.__doc__ or "")
    row = next(line for line in text.splitlines() if line.split()[:1] == [name])
    body = row.split(maxsplit=1)[1].strip()
    body = body[1:-1] if body.startswith("{") and body.endswith("}") else body
    previous = None
    while body != previous:
        previous, body = body, re.sub(r"[\[({][^\[\](){}]*[\])}]", "", body)
    return {item.split(":")[0].split()[0] for item in body.split(",")}


@pytest.fixture
def printed(heldout):
    """What a command prints with --json."""

    def run(*arguments: str, **options: str):
        return json.loads(heldout(*arguments, "--json", **options).stdout)

    return run


def test_list_and_question(printed):
    """Rows of the list."""
    result = printed("list", "-s", "desk")
    assert set(result) == documented("list")
    assert set(result["questions"][0]) == documented("question")


def test_show_variant_part_and_answers(printed):
    """A variant, its parts, and what practice keeps back."""
    result = printed("show", "desk-sum", "--answers")
    assert set(result) == documented("show")
    assert set(result["variant"]) == documented("variant")
    assert set(result["variant"]["parts"][0]) == documented("part")
    assert set(result["answers"]) == documented("answers")


def test_review(printed):
    """What is due."""
    assert set(printed("review")) == documented("review")


def test_grade_verdict_and_finding(printed):
    """A judged file."""
    result = printed("grade", "desk-double", "-", replies="def double(x):\n    return x\n")
    assert set(result) == documented("grade")
    assert set(result["verdict"]) == documented("verdict")
    assert set(result["verdict"]["findings"][0]) == documented("finding")


def test_progress_and_skill(printed):
    """Where somebody stands."""
    result = printed("progress")
    assert set(result) == documented("progress")
    assert set(result["skills"][0]) == documented("skill")


def test_verify(printed, pack):
    """A report."""
    result = printed("verify", str(pack / "desk-matrix"))
    assert set(result) == documented("verify")
    assert set(result["questions"][0]) == {
        "id",
        "seeds",
        "variants",
        "mistakes",
        "replies",
        "mutants",
        "killed",
        "excused",
        "kinds",
        "survivors",
        "seconds",
        "left_out",
    }


def test_selfcheck(printed, monkeypatch):
    """The state of the installation."""
    monkeypatch.setattr("heldout.sandbox.probe", lambda judge: [])
    result = printed("selfcheck")
    assert set(result) == documented("selfcheck")
    assert set(result["sandbox"]) == {"mode", "problem", "groups", "missing", "probes"}
