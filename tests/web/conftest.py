"""A web app served for real on loopback, over a pack with a question of each kind, and its pages
read as trees."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from heldout.practice import Practice
from heldout.settings import Settings
from heldout.web import create_app

PACK = Path(__file__).parent / "pack"


VOID = {"br", "hr", "img", "input", "link", "meta"}
SELF_CLOSING_SVG = {"path", "rect", "circle", "line"}


@dataclass
class Element:
    """One element with what is in it."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    @property
    def text(self) -> str:
        """All text inside, with white space made single."""
        parts = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join("".join(parts).split())

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str, **wanted: str) -> list[Element]:
        """The elements of those tags whose attributes have those values."""
        return [
            item
            for item in self.walk()
            if (not tags or item.tag in tags)
            and all(
                item.attributes.get(name.rstrip("_")) == value for name, value in wanted.items()
            )
        ]

    def one(self, *tags: str, **wanted: str) -> Element:
        """The only such element."""
        (found,) = self.all(*tags, **wanted)
        return found

    def within(self, *tags: str) -> bool:
        """Whether an element of those tags is round this one."""
        return self.parent is not None and (self.parent.tag in tags or self.parent.within(*tags))


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("#document", {})
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def _read_page(text: str) -> Element:
    """The page as a tree; fails when an element is not closed in its place."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    assert builder.here is builder.root, f"<{builder.here.tag}> is never closed"
    return builder.root


def _form_values(form: Element) -> dict[str, list[str]]:
    """What a browser without scripts would send from that form, as it stands."""
    values: dict[str, list[str]] = {}
    for item in form.all("input", "textarea", "select"):
        name, kind = item.attributes.get("name"), item.attributes.get("type")
        if not name or (kind in ("radio", "checkbox") and "checked" not in item.attributes):
            continue
        if item.tag == "textarea":
            text = "".join(child for child in item.children if isinstance(child, str))
            values.setdefault(name, []).append(text.removeprefix("\n"))
        elif item.tag == "select":
            chosen = [o for o in item.all("option") if "selected" in o.attributes]
            values.setdefault(name, []).append((chosen or item.all("option"))[0].text)
        else:
            values.setdefault(name, []).append(item.attributes.get("value", ""))
    return values


@contextmanager
def served(practice: Practice) -> Iterator[httpx.Client]:
    """A client of the app over that practice, which behaves as a browser's own page would."""
    app = create_app(practice)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.005)
        assert thread.is_alive(), "the server must start"
    port = server.servers[0].sockets[0].getsockname()[1]
    headers = {"Sec-Fetch-Site": "same-origin"}
    try:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60
        ) as client:
            yield client
    finally:
        app.state.door.judging.close(patience=10.0)
        server.should_exit = True
        thread.join()


@contextmanager
def opened(data_dir: Path) -> Iterator[Practice]:
    """A practice with its own database, the shipped packs and ours."""
    with Practice.open(Settings(data_dir=data_dir, packs=(PACK,))) as practice:
        assert practice.library.problems == (), "every question of the test pack must load"
        yield practice


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """One practice for all tests that bring their own seed."""
    with opened(tmp_path_factory.mktemp("data")) as practice:
        yield practice


@pytest.fixture(scope="session")
def site(practice: Practice) -> Iterator[httpx.Client]:
    """The app over the shared practice."""
    with served(practice) as client:
        yield client


@pytest.fixture
def fresh_practice(tmp_path: Path) -> Iterator[Practice]:
    """A practice in which nothing has happened yet."""
    with opened(tmp_path) as practice:
        yield practice


@pytest.fixture
def fresh_site(fresh_practice: Practice) -> Iterator[httpx.Client]:
    """The app over a practice in which nothing has happened yet."""
    with served(fresh_practice) as client:
        yield client


_seeds = itertools.count(1000)


@pytest.fixture
def seed() -> int:
    """A seed that no other test uses: sittings are told apart by it."""
    return next(_seeds)


@pytest.fixture
def look(site: httpx.Client) -> Callable[[str], Element]:
    """Opens a page of the shared site and reads it as a tree."""

    def open_and_read(path: str) -> Element:
        answer = site.get(path)
        assert answer.status_code == 200, answer.text
        return _read_page(answer.text)

    return open_and_read


@pytest.fixture
def read_page() -> Callable[[str], Element]:
    """Reads a page as a tree."""
    return _read_page


@pytest.fixture
def reply(site: httpx.Client) -> Callable[..., httpx.Response]:
    """Fills in a form of a page as a person without scripts would, and sends it."""

    def fill_in_and_send(path: str, part: str, follow: bool = True, **given: Any) -> httpx.Response:
        page = _read_page(site.get(path).text)
        form = page.one("section", id=f"part-{part}").one("form")
        values = {**_form_values(form), **{key.replace("_", "-"): v for key, v in given.items()}}
        return site.post(form.attributes["action"], data=values, follow_redirects=follow)

    return fill_in_and_send


@pytest.fixture
def serve_practice() -> Callable[[Practice], AbstractContextManager[httpx.Client]]:
    """Serves a practice for as long as a with block lasts."""
    return served


@pytest.fixture
def about_with_pack(tmp_path: Path) -> Callable[[Path], str]:
    """The page about Heldout, with one more pack installed."""

    def open_about(pack: Path) -> str:
        with (
            Practice.open(Settings(data_dir=tmp_path / "data", packs=(pack,))) as practice,
            served(practice) as client,
        ):
            return client.get("/about").text

    return open_about
