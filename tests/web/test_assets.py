"""The built files: whole, light, from here only, and the ones that the sources give."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from heldout.web.assets import FOLDER, asset_url, manifest

FRONTEND = Path(__file__).parents[2] / "frontend"
KIB = 1024


def _wire(text: bytes) -> int:
    return len(gzip.compress(text, 5))


def test_every_built_file_carries_the_hash_of_its_content() -> None:
    """So a name may be kept for ever."""
    for name, built in manifest().items():
        digest = hashlib.sha256((FOLDER / built).read_bytes()).hexdigest()[:10]
        assert built == f"{Path(name).stem}-{digest}{Path(name).suffix}"


def test_the_built_files_are_those_of_the_sources() -> None:
    """Whoever changes a source must build: `npm ci && node build.mjs` in frontend/."""
    names = ["build.mjs", "fonts.mjs", "package-lock.json"]
    names += [f"src/{path.name}" for path in (FRONTEND / "src").iterdir()]
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(name.encode() + b"\0" + (FRONTEND / name).read_bytes() + b"\0")
    assert (FOLDER / "sources.sha256").read_text().strip() == digest.hexdigest()


def test_nothing_else_lies_among_the_built_files() -> None:
    """No leftovers of older builds."""
    expected = {*manifest().values(), "manifest.json", "LICENSES.txt", "sources.sha256"}
    assert {path.name for path in FOLDER.iterdir()} == expected


def test_every_bundled_package_is_listed_with_its_licence() -> None:
    """Name and version as locked, and a text."""
    text = (FOLDER / "LICENSES.txt").read_text(encoding="utf-8")
    lock = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    sections = text.split("=" * 78)[1:]
    listed = dict(re.match(r"\s*(\S+) (\S+) \(", section).groups() for section in sections)
    assert {"htmx.org", "@codemirror/view", "@lezer/python", "style-mod"} <= listed.keys()
    assert "SIL OPEN FONT LICENSE" in text
    assert "@fontsource/stix-two-math" in listed
    for name, version in listed.items():
        assert lock[f"node_modules/{name}"]["version"] == version
    assert all(len(section) > 300 for section in sections)
    assert "node_modules/codemirror" not in lock, "the npm package codemirror is CodeMirror 5"


def test_the_lock_file_names_no_host() -> None:
    """It must work with whichever registry the builder has."""
    assert "://" not in re.sub(
        r'"url": "[^"]*"', "", (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    )


def test_weights_stay_within_their_limits() -> None:
    """Gzip sizes of the scripts; the stylesheet and the fonts as they are."""
    size = {name: (FOLDER / built).read_bytes() for name, built in manifest().items()}
    assert _wire(size["page.js"]) < 25 * KIB
    assert _wire(size["editor.js"]) < 175 * KIB
    assert len(size["style.css"]) < 12 * KIB
    assert len(size["sketch.css"]) < 2 * KIB
    assert len(size["math.woff2"]) <= 30 * KIB
    assert len(size["math-more.woff2"]) <= 18 * KIB


def _fonts(site: httpx.Client, page: str) -> set[str]:
    """The addresses of the fonts that the page makes a browser load: those of its stylesheet whose
    range has one of its characters, on a page with a formula."""
    loaded = set()
    style = site.get(asset_url("style.css")).text
    for face in re.findall(r"@font-face\{([^}]*)\}", style):
        (url,) = re.findall(r"url\(([^)]*)\)", face)
        ranges = re.findall(r"U\+(\w+)(?:-(\w+))?", face) or [("0", "10FFFF")]
        limits = [(int(first, 16), int(last or first, 16)) for first, last in ranges]
        text = "".join(re.findall(r"<math.*?</math>", page, re.DOTALL))
        if any(first <= ord(character) <= last for character in text for first, last in limits):
            loaded.add(urljoin(asset_url("style.css"), url))
    return loaded


@pytest.mark.parametrize(
    ("path", "names", "limit"),
    [
        ("/questions/colour-of-chalk/3", ["math.woff2"], 60 * KIB),
        ("/questions/mlp-forward/3", ["math.woff2"], 60 * KIB),
        ("/questions/conv-bn-pool-shapes/3", [], 30 * KIB),
        ("/questions/double-it/3", ["editor.js"], 260 * KIB),
        ("/questions/lstm-cell/3", ["editor.js", "math.woff2"], 260 * KIB),
    ],
)
def test_a_question_page_is_light(
    site: httpx.Client, path: str, names: list[str], limit: int
) -> None:
    """All that a first visit transfers, packed; and a font is asked for before anything needs it,
    or not at all."""
    page = site.get(path)
    assert page.headers["content-encoding"] == "gzip"
    asked = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    always = ["page.js", "style.css", "favicon.svg"]
    assert sorted(asked) == sorted(asset_url(name) for name in [*always, *names])
    assert _fonts(site, page.text) <= set(asked)
    packed = [_wire(site.get(url).content) for url in asked]
    assert _wire(page.content) + sum(packed) < limit


def test_an_asset_is_packed_and_kept_for_ever(site: httpx.Client) -> None:
    """Content-Encoding and Cache-Control say so; a client that cannot unpack gets it plain."""
    url = asset_url("editor.js")
    packed = site.get(url)
    plain = site.get(url, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == (FOLDER / manifest()["editor.js"]).read_bytes()
    assert "immutable" in packed.headers["cache-control"]
    assert packed.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("name", ["math.woff2", "math-more.woff2"])
def test_a_font_of_the_stylesheet_is_served_as_a_font(site: httpx.Client, name: str) -> None:
    """Type, bytes and cache; and the stylesheet names it by the address relative to itself."""
    url = asset_url(name)
    font = site.get(url)
    assert font.headers["content-type"] == "font/woff2"
    assert font.content == (FOLDER / manifest()[name]).read_bytes()
    assert font.content.startswith(b"wOF2")
    assert "immutable" in font.headers["cache-control"]
    assert f"url({Path(url).name})" in site.get(asset_url("style.css")).text


@pytest.mark.parametrize("name", ["manifest.json", "..%2f..%2fapp.py", "page.js", "LICENSES.txt"])
def test_only_files_of_the_manifest_are_served(site: httpx.Client, name: str) -> None:
    """Nothing else in the folder, and nothing outside it."""
    assert site.get(f"/static/{name}").status_code == 404


def test_no_asset_asks_another_host() -> None:
    """Nothing is loaded from elsewhere by style or script; namespaces and comments aside."""
    for name, built in manifest().items():
        if built.endswith(".woff2"):  # a format without links
            continue
        text = (FOLDER / built).read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", text), name
        hosts = set(re.findall(r"https?://([\w.-]+)", text))
        assert hosts <= {"www.w3.org", "codemirror.net", "four.htmx.org", "github.com"}, name


def test_the_favicon_is_there_at_the_old_address_too(site: httpx.Client) -> None:
    """Browsers ask for it whatever the page says."""
    assert site.get("/favicon.ico").headers["content-type"] == "image/svg+xml"
