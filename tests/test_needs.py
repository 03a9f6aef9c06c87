"""What a question needs: found without loading it, shown where it is missing, never asked there."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from heldout import needs
from heldout.cli.app import app
from heldout.errors import Unavailable
from heldout.grading import grade, image_of
from heldout.grading.kinds import Bench
from heldout.needs import NEEDS, first_missing
from heldout.practice import Practice, Wish
from heldout.records import Reply
from heldout.sandbox import Judge, Limits, Returned, Stopped
from heldout.settings import Settings
from heldout.verification.run import verify_question

from .grading.parts import make_part
from .web.conftest import served

NOW = datetime(2026, 1, 5, tzinfo=UTC)

PACK = """
id = "devices"
title = "Devices"
licence = "CC-BY-4.0"
format = 1
[skills]
plain = { title = "Plain" }
deep = { title = "Deep" }
"""
QUESTION = """---
id: {name}
title: {title}
skills: [{skill}]
level: 1
{head}
---
# Prompt
Double it.

# Hints
1. Twice.

# Explanation
Because.

# Follow-ups
- And then?
"""
CHECKS = """
import numpy as np
TOLERANCE = (1e-6, 1e-6)
POINTS = {}
EXAMPLE = {"x": np.array([1.0, 2.0])}
def inputs(draw):
    (n,) = draw.sizes("n", least=1)
    return {"x": draw.numbers(n)}
def second_opinion(x):
    return x + x
"""
ANSWER = "import torch\ndef double(x):\n    return 2 * torch.clone(x)\n"
CODE = "kind: code\nfunction: double\nlanguage: {}\n{}"


def write(pack: Path, name: str, title: str, skill: str, head: str) -> None:
    """One question in that pack."""
    folder = pack / name
    folder.mkdir()
    text = QUESTION.format(name=name, title=title, skill=skill, head=head)
    (folder / "question.md").write_text(text, encoding="utf-8")
    for file, source in (
        ("checks.py", CHECKS),
        ("solution.py", "def double(x):\n    return 2 * x\n"),
        ("starter.py", "def double(x): ...\n"),
    ):
        (folder / file).write_text(source, encoding="utf-8")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A question that runs anywhere, two that need PyTorch, and one that needs a GPU."""
    folder = tmp_path / "devices"
    folder.mkdir()
    (folder / "pack.toml").write_text(PACK, encoding="utf-8")
    write(folder, "anywhere", "Anywhere", "plain", CODE.format("numpy", ""))
    write(folder, "on-torch", "On PyTorch", "deep", CODE.format("torch", "needs: [torch]"))
    write(folder, "quietly", "Says nothing", "deep", CODE.format("torch", ""))
    write(folder, "on-a-gpu", "On a GPU", "deep", CODE.format("torch", "needs: [torch, cuda]"))
    return folder


@pytest.fixture
def practice(pack: Path, tmp_path: Path) -> Iterator[Practice]:
    """A practice with that pack beside the shipped ones."""
    with Practice.open(Settings(data_dir=tmp_path / "data", packs=(pack,))) as opened:
        assert not opened.library.problems
        yield opened


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with neither PyTorch nor a GPU."""
    find = importlib.util.find_spec
    monkeypatch.setattr(needs, "_DEVICES", ())
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "torch" else find(name)
    )


@pytest.fixture
def rich(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine that shows a GPU (whether it computes is another matter) and has PyTorch."""
    (tmp_path / "nvidia0").touch()
    find = importlib.util.find_spec
    monkeypatch.setattr(needs, "_DEVICES", (str(tmp_path / "nvidia[0-9]*"),))
    monkeypatch.setattr(needs, "find_compiler", lambda: "/usr/bin/g++")
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: find("numpy") if name == "torch" else find(name),
    )


# --- looking ----------------------------------------------------------------------------------


def test_nothing_is_missing_where_all_is_there(rich: None) -> None:
    """Every need is met, alone and together."""
    assert first_missing(()) is None
    assert all(first_missing({name}) is None for name in NEEDS)
    assert first_missing(set(NEEDS)) is None


def test_what_is_missing_is_named(bare: None) -> None:
    """The rarer thing first: whoever has no GPU is not helped by installing PyTorch."""
    assert first_missing(()) is None
    assert first_missing({"torch"}) is NEEDS["torch"]
    assert first_missing({"torch", "cuda"}) is NEEDS["cuda"]


def test_a_gpu_without_pytorch_needs_pytorch(rich: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The device alone computes nothing, whether the question names PyTorch or not."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None)
    assert first_missing({"cuda"}) is NEEDS["torch"]


@pytest.mark.torch
def test_looking_loads_nothing() -> None:
    """PyTorch takes seconds to import, and neither judge nor server may have it loaded."""
    code = (
        "import sys; from heldout.needs import first_missing; first_missing({'torch', 'cuda'}); "
        "from heldout.practice import Practice; print('torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "False\n"


def test_an_unknown_need_is_a_problem_of_the_pack(pack: Path, tmp_path: Path) -> None:
    """With the line and what there is to choose from."""
    write(pack, "odd", "Odd", "plain", CODE.format("numpy", "needs: [torch, fortran]"))
    with Practice.open(Settings(data_dir=tmp_path / "data", packs=(pack,))) as practice:
        (problem,) = practice.library.problems
    assert problem.field == "needs.1"
    assert "must be of compiler, cuda, torch; given 'fortran'" in str(problem)


# --- where it is missing ----------------------------------------------------------------------


def ids(practice: Practice) -> set[str]:
    """What of the pack can be asked."""
    return {item.id for item in practice.askable() if item.pack == "devices"}


def test_what_cannot_run_is_known_but_not_asked(practice: Practice, bare: None) -> None:
    """It stays in the list, and is never drawn, also when the wish fits nothing else."""
    listed = {item.id for item in practice.questions() if item.pack == "devices"}
    assert listed == {"anywhere", "on-torch", "quietly", "on-a-gpu"}
    assert ids(practice) == {"anywhere"}
    assert practice.next_question(Wish(skills=("deep",)), NOW) is None
    drawn = practice.next_question(Wish(skills=("plain",)), NOW)
    assert drawn is not None
    assert drawn.question.id == "anywhere"


def test_what_can_run_is_asked(practice: Practice, rich: None) -> None:
    """All of it, where all is there."""
    assert ids(practice) == {"anywhere", "on-torch", "quietly", "on-a-gpu"}


def test_what_cannot_run_is_never_due(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A question practised elsewhere waits, and comes back where it can be answered."""
    (tmp_path / "nvidia0").touch()
    monkeypatch.setattr(needs, "_DEVICES", (str(tmp_path / "nvidia[0-9]*"),))
    monkeypatch.setattr(needs, "_is_met", lambda need: True)
    practice.reveal(practice.variant("on-a-gpu", 1), NOW)
    later = NOW + timedelta(days=400)
    assert [item.question_id for item in practice.due(later)] == ["on-a-gpu"]
    assert practice.overview(later).total.due == 1
    monkeypatch.setattr(needs, "_is_met", lambda need: need.name != "cuda")
    assert practice.due(later) == ()
    assert practice.next_due(NOW) is None
    assert practice.overview(later).total.due == 0


def test_a_reply_is_refused_in_one_sentence(practice: Practice, bare: None) -> None:
    """Before it is stored, so that nothing waits for a verdict that cannot come."""
    variant = practice.variant("on-a-gpu", 1)
    reply = Reply("answer", ANSWER)
    for attempt in (practice.receive_reply, practice.submit_reply):
        with pytest.raises(Unavailable, match="needs a GPU"):
            attempt(variant, reply, NOW)
    with pytest.raises(Unavailable, match="needs a GPU"):
        practice.try_reply(variant, reply)
    assert practice.store.attempts() == ()


def test_a_reply_from_elsewhere_waits(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was received where it could be judged is not judged to be our fault where it cannot."""
    monkeypatch.setattr(needs, "_is_met", lambda need: True)
    attempt = practice.receive_reply(practice.variant("on-a-gpu", 1), Reply("answer", "x"), NOW)
    monkeypatch.setattr(needs, "_is_met", lambda need: need.name != "cuda")
    assert practice.finish_unjudged(NOW) == 0
    with pytest.raises(Unavailable):
        practice.judge_attempt(attempt.id, NOW)
    assert practice.store.attempt(attempt.id).verdict is None


def test_what_cannot_run_is_left_out_of_a_proof(pack: Path, bare: None) -> None:
    """`heldout verify` says why, and calls it neither proved nor wrong."""
    with Practice.open(Settings(data_dir=pack.parent / "data", packs=(pack,))) as practice:
        report = verify_question(practice.library.question("quietly"), 1, False)
    assert report.left_out == NEEDS["torch"].sentence
    assert (report.problems, report.grades) == ((), 0)


# --- the doors --------------------------------------------------------------------------------


@pytest.fixture
def site(practice: Practice, bare: None) -> Iterator[httpx.Client]:
    """The web app on the machine that has nothing."""
    with served(practice) as client:
        yield client


def test_pages_say_what_is_missing(site: httpx.Client) -> None:
    """In the list as a badge; on the question's page as a sentence in place of the form."""
    listing = site.get("/questions?skill=deep").text
    assert listing.count("needs a GPU") == 1
    assert listing.count("needs PyTorch: pip install heldout[torch]") == 2
    assert 'href="/practice' not in listing.partition("<main")[2]
    page = site.get("/questions/on-a-gpu/1").text
    assert NEEDS["cuda"].sentence in page
    assert "parts/answer" not in page
    assert "parts/answer" in site.get("/questions/anywhere/1").text


def test_a_reply_sent_all_the_same_is_refused(site: httpx.Client, practice: Practice) -> None:
    """As by a page that was opened elsewhere."""
    variant = practice.variant("on-torch", 1)
    form = {"hash": variant.question.hash, "reply": ANSWER}
    answer = site.post("/questions/on-torch/1/parts/answer", data=form)
    assert answer.status_code == 409
    assert "pip install heldout[torch]" in answer.text
    assert practice.store.attempts() == ()


def test_commands_say_what_is_missing(pack: Path, tmp_path: Path, bare: None) -> None:
    """list with a badge and in JSON; grade and practice with the sentence and an exit code."""
    environment = {"HELDOUT_DATA_DIR": str(tmp_path / "data"), "HELDOUT_PACKS": str(pack)}

    def run(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, arguments, env=environment | {"COLUMNS": "150"})
        return result.exit_code, result.stdout, result.stderr

    listing = run("list", "--skill", "deep")[1]
    assert "On a GPU (needs a GPU)" in listing
    assert "On PyTorch (needs PyTorch: pip install heldout[torch])" in " ".join(listing.split())
    rows = json.loads(run("list", "--json", "--skill", "deep")[1])["questions"]
    told = {row["id"]: row["missing"] for row in rows}
    assert told["on-a-gpu"] == NEEDS["cuda"].sentence
    assert told["quietly"] == NEEDS["torch"].sentence
    (pack / "mine.py").write_text(ANSWER, encoding="utf-8")
    for arguments in (
        ("grade", "on-a-gpu", str(pack / "mine.py")),
        ("practice", "--question", "on-a-gpu"),
    ):
        code, _, said = run(*arguments)
        assert code == 5
        assert " ".join(said.split()) == NEEDS["cuda"].sentence
    assert NEEDS["torch"].sentence in " ".join(run("show", "quietly")[1].split())


# --- where it runs ----------------------------------------------------------------------------


def test_code_runs_in_the_image_that_it_needs(
    practice: Practice, rich: None, tmp_path: Path
) -> None:
    """By language, by what the question names and by what its solution uses; formulas in theirs,
    and the rest in none."""
    library = practice.library
    wanted = {
        "anywhere": ("numpy",),
        "on-torch": ("torch",),
        "quietly": ("torch",),
        "on-a-gpu": ("cuda",),
    }
    assert {name: practice.images(library.question(name)) for name in wanted} == wanted
    draws = replace(library.question("anywhere"), folder=tmp_path, hash="another")
    (tmp_path / "solution.py").write_text("import numpy as np\nnp.random.rand()\n")
    assert practice.images(draws) == ("random",)
    (tmp_path / "solution.py").write_text("import numpy as np\n")
    (tmp_path / "driver.py").write_text("import random\n")
    assert practice.images(replace(draws, hash="driven")) == ("random",)
    assert image_of(make_part("expression", "x", variables={"x": [0, 1]})) == "sympy"
    assert image_of(make_part("number", 1)) is None


@pytest.mark.torch
def test_a_task_in_pytorch_is_judged(practice: Practice) -> None:
    """Right and wrong, in an image that has it."""
    variant = practice.variant("on-torch", 1)
    assert practice.try_reply(variant, Reply("answer", ANSWER)).right
    wrong = practice.try_reply(variant, Reply("answer", ANSWER.replace("2 *", "3 *")))
    assert wrong.outcome == "graded"
    assert not wrong.right


@pytest.mark.torch
def test_a_device_that_does_not_compute_is_said_not_to(practice: Practice) -> None:
    """The proof is the worker's: PyTorch's own words, and nobody is held to be wrong."""
    variant = practice.variant("on-a-gpu", 1)
    bench = Bench(practice.judge, lambda _: None, 7, variant.question.needs)
    verdict = grade(variant.parts[0], ANSWER, bench)
    assert verdict.outcome == "grader_failed"
    said = verdict.findings[0].evidence[0].text
    assert said.startswith("A GPU that PyTorch can compute on must be there")


@pytest.mark.torch
def test_pytorch_runs_in_a_worker_too() -> None:
    """Forward and backward, with what loading took not counted as the candidate's."""
    source = (
        "import torch\ndef f(x):\n    x = torch.tensor(x, requires_grad=True)\n"
        "    (x ** 2).sum().backward()\n    return x.grad.numpy()\n"
        "def g():\n    while True: pass\n"
    )
    limits = Limits(cpu_seconds=0.7, wall_seconds=60)
    with (
        Judge(limits, mode="basic", spawn=True) as judge,
        judge.start(source, image="torch") as session,
    ):
        result = session.call("f", ([1.0, 2.0],))
        assert isinstance(result, Returned)
        assert list(result.value) == [2.0, 4.0]
        stopped = session.call("g")
    assert isinstance(stopped, Stopped)
    assert stopped.reason == "cpu-time"
