"""What a candidate feels: `python benchmarks/submission_latency.py`

Types solutions of NumPy tasks into the editor of a running Heldout, in a headless Chromium, and
measures in the page from the press of the button to the frame that shows the last finding: for
right solutions and for wrong ones, whose verdict includes a smaller failing input and the name of
the mistake. Beside it: what the judge alone takes for the same source in another process, so that
the difference is what the web app adds. The first submission after the start comes first, alone.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from heldout.practice import Practice
from heldout.records import Reply
from heldout.settings import Settings

TASKS = {  # each with the wrong attempt that is typed in
    "stable-softmax": "wrong-normalised-over-everything",
    "layer-norm-forward": "wrong-unbiased-variance",
    "conv2d-forward": "wrong-stride-left-out",
    "adam-step": "wrong-no-bias-correction",
}
BARS = {"right": 150.0, "wrong": 600.0}  # milliseconds, for the median
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]

# In the page: the time of the press, of the first finding, and of the frame after the verdict.
WATCH = """() => {
  const seen = window.seen = {};
  document.addEventListener("submit", () => { seen.pressed = performance.now(); }, true);
  const look = () => {
    const slot = document.querySelector(".part .slot");
    if (!seen.pressed || seen.shown) return;
    if (!seen.first && slot.querySelector(".findings li")) seen.first = performance.now();
    const outcome = slot.querySelector("[data-outcome]")?.dataset.outcome;
    if (!outcome) return;
    seen.outcome = outcome;
    requestAnimationFrame(() => requestAnimationFrame(() => { seen.shown = performance.now(); }));
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""
TOLD = """() => {
  const post = performance.getEntriesByType("resource").find((e) => e.name.includes("/parts/"));
  return { ...window.seen, posted: post?.responseEnd };
}"""

Times = dict[str, dict[str, list[float]]]  # by right or wrong, then by what was timed


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=10, help="of each task, right and wrong")
    rounds = options.parse_args().rounds
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.exit(f"A Chromium is needed; install one of {', '.join(BROWSERS)}.")
    times: Times = {name: {} for name in BARS}
    with tempfile.TemporaryDirectory(prefix="heldout-latency-") as folder:
        data = Path(folder)
        with (
            Practice.open(Settings(data_dir=data / "beside")) as practice,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            page = browser.new_page()
            with _server(data / "served") as base:
                first = next(iter(TASKS))
                cold = _submit(page, base, practice, first, "right", 1)
                _beside(practice, first, "right")
                for seed in range(2, rounds + 2):
                    for task in TASKS:
                        for name in BARS:
                            told = _submit(page, base, practice, task, name, seed)
                            told["judge"] = _beside(practice, task, name)
                            for what, taken in told.items():
                                times[name].setdefault(what, []).append(taken)
            browser.close()
    print(f"{len(TASKS)} tasks, {rounds} rounds; milliseconds from the press of the button")
    print(f"first submission after the start: {cold['shown']:.0f} ms")
    return 0 if all([_show(name, times[name]) for name in BARS]) else 1


def _source(practice: Practice, task: str, name: str) -> str:
    folder = practice.library.questions[task].folder
    file = "solution.py" if name == "right" else f"attempts/{TASKS[task]}.py"
    return (folder / file).read_text(encoding="utf-8")


def _submit(
    page: Page, base: str, practice: Practice, task: str, name: str, seed: int
) -> dict[str, float]:
    """Type a solution in, press the button, and tell when what was to be seen."""
    page.goto(f"{base}/questions/{task}/{seed if name == 'right' else 1000 + seed}")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(_source(practice, task, name))
    page.evaluate(WATCH)
    page.locator("button[type=submit].main").click()
    page.wait_for_function("() => window.seen.shown", timeout=60_000)
    told: dict[str, Any] = page.evaluate(TOLD)
    if (told["outcome"] == "right") != (name == "right"):
        raise AssertionError(f"{task}: the {name} solution was judged {told['outcome']}")
    pressed = told["pressed"]
    return {what: told[what] - pressed for what in ("posted", "first", "shown") if told.get(what)}


def _beside(practice: Practice, task: str, name: str) -> float:
    """Milliseconds that a judge takes that nothing else is asked of."""
    variant = practice.variant(task, 0)
    began = time.perf_counter()
    practice.try_reply(variant, Reply("answer", _source(practice, task, name)))
    return 1000 * (time.perf_counter() - began)


def _show(name: str, times: dict[str, list[float]]) -> bool:
    """Print the spread of each time; whether the bar is met."""
    print(f"{name}:")
    labels = {
        "posted": "the form is answered",
        "first": "first finding",
        "shown": "last finding shown",
        "judge": "the judge alone",
    }
    for what, label in labels.items():
        ordered = sorted(times.get(what, []))
        if ordered:
            late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
            print(f"  {label:22} p50 {statistics.median(ordered):6.0f}   p95 {late:6.0f}")
    met = statistics.median(times["shown"]) <= BARS[name]
    print(f"  the bar is a p50 of {BARS[name]:.0f}: {'met' if met else 'NOT MET'}")
    return met


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    environment = {**os.environ, "HELDOUT_DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "heldout", "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            found = re.search(r"http://[\w.:]+", server.stdout.readline())
            assert found, "the server must start"
            yield found[0]
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
