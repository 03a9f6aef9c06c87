"""`heldout.check`: the judge's verdict on a function, and one judge a process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

import heldout
from heldout.errors import NotFound, Unavailable
from heldout.notebook import Checked, Uncarried, checking
from heldout.notebook.page import as_html, as_text
from heldout.records import Evidence, Finding, Question, Verdict

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "notebooks.md").read_text(encoding="utf-8")


def my_softmax(x: np.ndarray, axis: int = -1) -> np.ndarray:
    """Right."""
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def overflowing(x, axis=-1):  # type: ignore[no-untyped-def]
    """Wrong for large values."""
    print("<b>loud</b>")
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)


def test_a_right_function_is_right() -> None:
    """By id and by pack; nothing is stored, since there is no store."""
    for name in ("stable-softmax", "core/stable-softmax"):
        checked = heldout.check(name, my_softmax)
        assert checked.right
        assert checked.verdict.mode
        assert "softmax = my_softmax" in checked.source
    assert repr(checked).startswith("✓ Right.")


def test_a_wrong_function_is_told_why() -> None:
    """With the finding and the input, as HTML and as text."""
    checked = heldout.check("stable-softmax", overflowing)
    assert not checked.right
    assert checked.verdict.outcome == "graded"
    assert "Not right" in repr(checked)
    assert "<pre" in checked._repr_html_()
    assert "<b>loud" not in checked._repr_html_()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("stable-sofmax", "Did you mean stable-softmax"),
        ("core/stable-sofmax", "Did you mean stable-softmax"),
        ("elsewhere/stable-softmax", "Did you mean stable-softmax"),
        ("zzz", "heldout list"),
        ("xor-network", "asks for no code"),
    ],
)
def test_an_unknown_question_is_refused(name: str, says: str) -> None:
    """With the nearest names, or with where to look."""
    with pytest.raises(NotFound, match=says):
        heldout.check(name, my_softmax)


def test_a_question_that_cannot_run_here_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the words of everywhere else."""
    monkeypatch.setattr(checking, "needs_of", lambda question: {"cuda"})
    monkeypatch.setattr(heldout.needs, "_is_met", lambda need: False)
    with pytest.raises(Unavailable, match="needs a GPU"):
        heldout.check("stable-softmax", my_softmax)


# --- as HTML ----------------------------------------------------------------------------------

HOSTILE = "</pre></div><script>alert(1)</script><style>*{display:none}</style>"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def shown(verdict: Verdict) -> str:
    """The HTML of a verdict on some question."""
    return as_html(question(), verdict)


def question() -> Question:
    """Some question."""
    return checking._library().questions["stable-softmax"]


VERDICTS = {
    "right": Verdict("graded", 1.0, (Finding("right", "Right."),), mode="standard"),
    "wrong": Verdict("graded", 0.0, (Finding("x", "No: `a < b`.", None, (Evidence("In", "x"),)),)),
    "partly": Verdict("graded", 0.999, ()),
    "unreadable": Verdict("unreadable", 0.0, (Finding("unreadable", "Define `f`."),)),
    "failed": Verdict("grader_failed", 0.0, (Finding("grader-failed", "We failed."),)),
    "hostile": Verdict("graded", 0.0, (Finding("x", "No.", None, (Evidence(HOSTILE, HOSTILE),)),)),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_html_stands_in_any_page(name: str) -> None:
    """One closed element without scripts, style sheets, classes or ids of its own that could reach
    out, and no colours for text or ground: those are the notebook's, light or dark."""
    markup = shown(VERDICTS[name])
    tags = _Tags()
    tags.feed(markup)
    tags.close()
    assert tags.open == []
    assert tags.seen[0][0] == "div"
    assert not {"script", "style", "link", "img", "iframe"} & {tag for tag, _ in tags.seen}
    for _, attributes in tags.seen:
        assert not {"id", "onclick", "href"} & set(attributes)
        style = attributes.get("style") or ""
        for rule in style.split(";"):
            key, _, value = rule.partition(":")
            if key.strip() in ("color", "background"):
                assert value.strip() in ("inherit", "none")
            assert key.strip() not in ("position", "float")


def test_outcomes_are_told_apart_by_words() -> None:
    """Not by the colour alone."""
    told = {name: re.search("<strong>(.*?)</strong>", shown(VERDICTS[name])) for name in VERDICTS}
    headings = {name: match[1] for name, match in told.items() if match}
    assert headings["right"] == "Right"
    assert headings["partly"] == "Not right yet: 99 % of it is"
    assert headings["unreadable"].startswith("Could not be read")
    assert headings["failed"].startswith("The grader failed")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("name", VERDICTS)
def test_the_edge_is_seen_in_light_and_dark(name: str) -> None:
    """A contrast of 3 against white and against the ground of dark notebooks (WCAG 1.4.11)."""
    (edge,) = re.findall(r"#[0-9a-f]{6}", shown(VERDICTS[name]))
    for ground in ("#ffffff", "#111111"):
        light, dark = sorted((luminance(edge), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def test_text_is_plain() -> None:
    """No escape sequences, whatever the terminal."""
    text = as_text(question(), VERDICTS["wrong"])
    assert "\x1b" not in text
    assert "Not right" in text
    assert "In:" in text


# --- one judge --------------------------------------------------------------------------------


def test_threads_share_one_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the threads of a kernel do, however many come first at once."""
    judges = checking._OneEach()
    barrier, found = threading.Barrier(6), []

    def ask() -> None:
        barrier.wait(20)
        found.append(judges.of_this_process())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 6
    assert len(set(map(id, found))) == 1
    judges.close()


PROGRAM = """
import os, sys, threading
sys.path.insert(0, sys.argv[1])
import heldout
import answer
def judge():
    return heldout.notebook.checking._judging._judging
first = heldout.check("stable-softmax", answer.mine).right
parent = judge().judge._parent("numpy").pid
held = threading.Event()
def hold():
    with heldout.notebook.checking._judging._lock:
        held.set()
        threading.Event().wait(1)
threading.Thread(target=hold).start()
held.wait()
child = os.fork()
if child == 0:
    assert judge() is None
    mine = heldout.check("stable-softmax", answer.mine).right
    sys.exit(0 if mine and judge().judge._parent("numpy").pid != parent else 1)
_, status = os.waitpid(child, 0)
again = heldout.check("stable-softmax", answer.mine).right
same = judge().judge._parent("numpy").pid == parent
print(first, os.waitstatus_to_exitcode(status), again, same, parent, flush=True)
"""


def test_a_fork_starts_a_judge_of_its_own(tmp_path: Path) -> None:
    """Forked while another thread held the lock, it judges, ends, and leaves its parent's judge
    alone; that one ends with the program."""
    (tmp_path / "answer.py").write_text(
        "import numpy as np\ndef mine(x, axis=-1):\n"
        "    e = np.exp(x - x.max(axis=axis, keepdims=True))\n"
        "    return e / e.sum(axis=axis, keepdims=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    first, code, again, same, parent = done.stdout.split()
    assert (first, code, again, same) == ("True", "0", "True", "True"), done.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int(parent), 0)
    assert done.stderr == ""


# --- in a real shell --------------------------------------------------------------------------


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> InteractiveShell:
    """The shell that notebooks run, in a folder of its own and without history."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    return InteractiveShell(config=config)


def test_a_cell_is_judged(shell: InteractiveShell) -> None:
    """Function, helper, class and constant in cells of their own, one of them run twice."""
    for cell in (
        "import numpy as np\nfrom heldout import check",
        "class Shift:\n    def __call__(self, x, axis):\n"
        "        return x * ONE - x.max(axis, keepdims=True)",
        "ONE = 2",
        "ONE = 1",
        "def my_softmax(logits, axis=-1):\n    e = np.exp(Shift()(logits, axis))\n"
        "    return e / e.sum(axis=axis, keepdims=True)",
    ):
        assert shell.run_cell(cell).success
    result = shell.run_cell("check('stable-softmax', my_softmax)").result
    assert isinstance(result, Checked)
    assert result.right, repr(result)
    data, _ = shell.display_formatter.format(result)
    assert data["text/html"] == result._repr_html_()
    assert data["text/plain"].startswith("✓ Right.")
    assert shell.run_cell("def my_softmax(logits, axis=-1): return logits").success
    assert not shell.run_cell("check('stable-softmax', my_softmax)").result.right


def test_a_cell_that_cannot_be_judged_says_why(shell: InteractiveShell) -> None:
    """The error ends in the sentence."""
    shell.run_cell("from heldout import check\nimport numpy as np\nW = np.ones(3)")
    shell.run_cell("def f(x): return x @ W")
    error = shell.run_cell("check('stable-softmax', f)").error_in_exec
    assert isinstance(error, Uncarried)
    assert "f uses W, a value of type ndarray" in str(error)


def test_the_page_shows_what_happens(shell: InteractiveShell) -> None:
    """The cell of docs/notebooks.md gives the verdict that stands below it."""
    cell = re.search(r"<!-- cell -->\n```python\n(.*?)```", PAGE, re.S)
    text = re.search(r"<!-- shown -->\n```text\n(.*?)\n```", PAGE, re.S)
    assert cell
    assert text
    result = shell.run_cell(cell[1]).result
    assert repr(result).rstrip() == text[1]
