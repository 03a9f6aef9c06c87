"""What a page costs: `python benchmarks/page_latency.py`

Starts the web app on loopback over a fresh database, asks for question pages one at a time as a
browser would (gzip accepted), and prints the median and the 95th percentile of the time to the last
byte, and what a first visit weighs on the wire: the page with its style, scripts and fonts.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

PAGES = {
    "numbers": "/questions/mlp-forward/3",
    "shapes": "/questions/vgg11-shapes/1",
    "formula": "/questions/sigmoid-derivative/2",
    "steps": "/questions/backpropagation-steps/2",
    "code": "/questions/stable-softmax/1",
    "home": "/",
}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=100, help="counted requests a page")
    rounds = options.parse_args().rounds
    with _server() as base:
        print(f"{'page':10} {'median':>9} {'95 %':>9} {'first visit, gzip':>20}")
        for name, path in PAGES.items():
            times = sorted([_time(base + path) for _ in range(rounds + 5)][5:])
            median, late = statistics.median(times), times[int(0.95 * len(times))]
            weight = _weigh(base, path)
            print(
                f"{name:10} {1000 * median:6.1f} ms {1000 * late:6.1f} ms {weight / 1024:17.1f} KB"
            )


@contextmanager
def _server() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, "-m", "heldout", "serve", "--port", "0", "--no-browser"],
            env={**os.environ, "HELDOUT_DATA_DIR": folder},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert server.stdout is not None
        try:
            line = next(line for line in server.stdout if "http://" in line)
            found = re.search(r"http://[\w.:]+", line)
            assert found, line
            yield found[0]
        finally:
            server.terminate()
            server.wait()


def _fetch(url: str) -> tuple[bytes, bytes]:
    """The body as it came over the wire, and as text."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        zipped = answer.headers.get("Content-Encoding") == "gzip"
    return body, gzip.decompress(body) if zipped else body


def _time(url: str) -> float:
    start = time.perf_counter()
    _fetch(url)
    return time.perf_counter() - start


def _weigh(base: str, path: str) -> int:
    wire, text = _fetch(base + path)
    page = text.decode()
    assets = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    for style in [asset for asset in assets if asset.endswith(".css")]:
        assets |= {urljoin(style, font) for font in _fonts(_fetch(base + style)[1].decode(), page)}
    return len(wire) + sum(len(_fetch(base + asset)[0]) for asset in assets)


def _fonts(style: str, page: str) -> Iterator[str]:
    """The fonts in the stylesheet whose range has a character of the formulas of the page."""
    codes = {ord(sign) for math in re.findall(r"<math.*?</math>", page, re.S) for sign in math}
    for face in re.findall(r"@font-face\{([^}]*)\}", style):
        spans = re.findall(r"U\+(\w+)(?:-(\w+))?", face) or [("0", "10FFFF")]
        limits = [(int(first, 16), int(last or first, 16)) for first, last in spans]
        if any(first <= code <= last for code in codes for first, last in limits):
            yield from re.findall(r"url\(([^)]*)\)", face)


if __name__ == "__main__":
    main()
