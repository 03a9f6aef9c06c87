"""Heldout under load: `python benchmarks/load.py`

Fifty clients hand in a thousand submissions, a tenth of them hostile: to the web app over loopback,
then (`--entry spine`) to `Practice` directly, from as many threads. Prints how many verdicts were
the right ones, how long they took (median, 95th percentile), how many came a second, and what the
server still holds afterwards: processes, threads, descriptors, memory, files, mounts, control
groups. Exits with 1 when a verdict is wrong or anything has leaked.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from holdings import Holdings, look, resident
from submissions import HOSTILE, Submission, is_right_about, plan

from heldout.practice import Practice
from heldout.records import Reply
from heldout.settings import Settings
from heldout.store import Store

SETTLING = 20.0  # seconds that connections and processes get to end
GROWTH = 48 << 10  # KiB that the server may grow by after it is warm: its caches fill, and end
SLOPE = 24.0  # KiB of memory that it may keep of a submission, once there are enough to tell
ENOUGH = 500
WARM = 2  # submissions of each client before the first look

Judge = Callable[[int, Submission], None]
"""Hands one submission in as that client, and returns when its verdict is known."""


@dataclass
class Run:
    """What was measured at one entry."""

    entry: str
    clients: int
    submissions: list[Submission]
    seconds: float = 0.0
    times: dict[str, list[float]] = field(default_factory=dict)
    memory: list[tuple[int, int]] = field(default_factory=list)  # submissions so far, KiB
    leaked: dict[str, int] = field(default_factory=dict)
    misjudged: list[str] = field(default_factory=list)

    @property
    def slope(self) -> float:
        """KiB a submission, fitted over the second half of the run."""
        half = [point for point in self.memory if point[0] >= len(self.submissions) / 2]
        if len({count for count, _ in half}) < 2:
            return 0.0
        return statistics.linear_regression(*zip(*half, strict=True)).slope

    @property
    def well(self) -> bool:
        """Whether every verdict was right and nothing has leaked."""
        grown = self.memory[-1][1] - self.memory[0][1]
        keeps = len(self.submissions) >= ENOUGH and self.slope > SLOPE
        return not self.misjudged and not self.leaked and grown <= GROWTH and not keeps

    def report(self) -> dict[str, Any]:
        """All of it, ready to be printed; times in milliseconds."""
        return {
            "entry": self.entry,
            "clients": self.clients,
            "submissions": len(self.submissions),
            "hostile": sum(item.expected == HOSTILE for item in self.submissions),
            "misjudged": self.misjudged,
            "seconds": round(self.seconds, 1),
            "a second": round(len(self.submissions) / self.seconds, 1),
            "times": {name: _spread(times) for name, times in sorted(self.times.items())},
            "memory MiB": [round(kib / 1024, 1) for _, kib in (self.memory[0], self.memory[-1])],
            "slope KiB": round(self.slope, 2),
            "leaked": self.leaked,
            "well": self.well,
        }


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--submissions", type=int, default=1000)
    options.add_argument("--clients", type=int, default=50, help="at most 250")
    options.add_argument("--entry", choices=("web", "spine", "both"), default="both")
    options.add_argument("--seed", type=int, default=1, help="of the order and the choice")
    given = options.parse_args()
    planned = plan(given.submissions, given.seed)
    well = True
    for entry, drive in (("web", drive_web), ("spine", drive_spine)):
        if given.entry in (entry, "both"):
            run = Run(entry, given.clients, planned)
            with tempfile.TemporaryDirectory(prefix="heldout-load-") as folder:
                drive(run, Path(folder))
            print(json.dumps(run.report(), indent=2), flush=True)
            well = well and run.well
    return 0 if well else 1


def drive_web(run: Run, folder: Path) -> None:
    """Over HTTP, each client from a loopback address of its own, as far as the server can see."""
    temporary = folder / "tmp"
    temporary.mkdir()
    with _server(folder, temporary) as (process, base):
        keys = _keys(base, run.submissions)
        clients = [_client(base, number) for number in range(run.clients)]

        def judge(number: int, item: Submission) -> None:
            _hand_in(clients[number], item, keys[item.question])

        _drive(run, judge, process.pid, temporary, lambda: [client.close() for client in clients])
    _check(run, folder)


def drive_spine(run: Run, folder: Path) -> None:
    """Straight to the spine, in this process."""
    temporary = folder / "tmp"
    temporary.mkdir()
    tempfile.tempdir = str(temporary)
    with Practice.open(Settings(data_dir=folder)) as practice:

        def judge(number: int, item: Submission) -> None:
            variant = practice.variant(item.question, item.seed)
            practice.submit_reply(variant, Reply("answer", item.source), datetime.now(UTC))

        _drive(run, judge, os.getpid(), temporary, lambda: None)
    tempfile.tempdir = None
    _check(run, folder)


def _drive(run: Run, judge: Judge, pid: int, temporary: Path, let_go: Callable[[], object]) -> None:
    """Warm up, look, hand everything in, let go, look again."""
    warm = [dataclasses.replace(item, seed=10_000_000 + item.seed) for item in run.submissions]
    quick = [item for item in warm if item.expected != HOSTILE][: WARM * run.clients]
    lock, done = threading.Lock(), itertools.count(1)

    def timed(number: int, item: Submission) -> None:
        began = time.perf_counter()
        judge(number, item)
        taken = time.perf_counter() - began
        with lock:
            run.times.setdefault(item.kind, []).append(taken)
            run.memory.append((next(done), resident(pid)))

    _share_out(run.clients, quick, judge)
    before = _settled(pid, temporary)
    began = time.perf_counter()
    _share_out(run.clients, run.submissions, timed)
    run.seconds = time.perf_counter() - began
    let_go()
    deadline = time.monotonic() + SETTLING
    while (leaked := look(pid, temporary).beyond(before)) and time.monotonic() < deadline:
        time.sleep(0.2)
    run.leaked = leaked


def _settled(pid: int, temporary: Path) -> Holdings:
    """What is held once nothing changes any more: waiting processes are made after a burst."""
    deadline = time.monotonic() + SETTLING
    before, now = None, look(pid, temporary)
    while now != before and time.monotonic() < deadline:
        time.sleep(0.5)
        before, now = now, look(pid, temporary)
    return now


def _share_out(clients: int, items: list[Submission], judge: Judge) -> None:
    """Each client hands in one after the other, all clients at once."""
    waiting, lock = iter(items), threading.Lock()

    def work(number: int) -> None:
        while True:
            with lock:
                item = next(waiting, None)
            if item is None:
                return
            judge(number, item)

    with ThreadPoolExecutor(clients) as pool:
        for finished in [pool.submit(work, number) for number in range(clients)]:
            finished.result()


def _check(run: Run, folder: Path) -> None:
    """Compare what is stored with what must be: one attempt and one verdict of each."""
    with Store.open(data_dir=folder) as store:
        attempts = store.attempts(limit=10 * len(run.submissions) + 10_000)
        reviews = Counter(review.seed for review in store.reviews())
    stored: dict[tuple[str, int], list[Any]] = {}
    for attempt in attempts:
        stored.setdefault((attempt.question_id, attempt.seed), []).append(attempt.verdict)
    for item in run.submissions:
        verdicts = stored.get((item.question, item.seed), [])
        if len(verdicts) != 1 or reviews[item.seed] != 1 or not is_right_about(item, verdicts[0]):
            run.misjudged.append(f"{item.question} {item.seed} ({item.name}): {verdicts}"[:1000])


@contextmanager
def _server(folder: Path, temporary: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environment = {**os.environ, "HELDOUT_DATA_DIR": str(folder), "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "heldout", "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            found = re.search(r"http://[\w.:]+", server.stdout.readline())
            assert found, "the server must start"
            yield server, found[0]
        finally:
            server.terminate()


def _client(base: str, number: int) -> httpx.Client:
    transport = httpx.HTTPTransport(local_address=f"127.0.0.{number + 2}")
    headers = {"Sec-Fetch-Site": "same-origin", "HX-Request": "true"}
    return httpx.Client(base_url=base, transport=transport, headers=headers, timeout=600)


def _keys(base: str, items: list[Submission]) -> dict[str, str]:
    """The content hash of each question, as its page has it."""
    with _client(base, 0) as client:
        return {
            name: re.findall(r'name="hash" value="(\w+)"', client.get(f"/questions/{name}/1").text)[
                0
            ]
            for name in {item.question for item in items}
        }


def _hand_in(client: httpx.Client, item: Submission, key: str) -> None:
    """Send the form and follow its stream to the end, as the page does."""
    address = f"/questions/{item.question}/{item.seed}/parts/answer"
    answer = client.post(address, data={"reply": item.source, "hash": key})
    answer.raise_for_status()
    for stream in re.findall(r'hx-sse:connect="([^"]+)"', answer.text):
        text = client.get(stream).text
        if "event: close" not in text:
            raise AssertionError(f"the stream of {item} broke off")


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(1000 * taken for taken in times)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return {"count": len(ordered), "p50": round(statistics.median(ordered)), "p95": round(late)}


if __name__ == "__main__":
    sys.exit(main())
