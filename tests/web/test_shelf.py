"""The pages of the reference shelf."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from heldout.practice import Practice
from heldout.records import Reply
from heldout.shelf import find, packages, places, references
from heldout.web.door import now

Look = Callable[[str], Any]


def test_the_shelf_lists_every_file(site: httpx.Client, read_page: Look) -> None:
    """Package by package, each leading to its page; what is no code says where it is covered."""
    page = read_page(site.get("/shelf").text)
    listed = [link.attributes["href"] for link in page.all("a", **{"class": "title"})]
    assert listed == [f"/shelf/{item.name}" for item in references()]
    assert [head.text for head in page.all("h2")][: len(packages())] == list(packages().values())
    assert all(place.instead in page.text for place in places() if place.instead)


def test_a_file_is_shown_whole(site: httpx.Client, read_page: Look) -> None:
    """Its text in colours, the name to import, and no line lost."""
    page = read_page(site.get("/shelf/layers.dense").text)
    assert page.one("h1").text == find("layers.dense").title
    assert "heldout.nn.layers.dense" in page.text
    shown, code = page.one("pre").text, find("layers.dense").code
    assert "".join(shown.split()) == "".join(code.split())


def test_every_file_can_be_shown(site: httpx.Client) -> None:
    """Also those whose text looks like Markdown or HTML."""
    for item in references():
        assert site.get(f"/shelf/{item.name}").status_code == 200


def test_a_name_in_a_file_leads_to_the_file(site: httpx.Client) -> None:
    """So that a link survives when files are cut otherwise."""
    answer = site.get("/shelf/dense_backward")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/shelf/layers.dense"


def test_what_is_not_there_is_said(site: httpx.Client, read_page: Look) -> None:
    """With what looks like it."""
    answer = site.get("/shelf/adan")
    assert answer.status_code == 404
    assert "Is it adam or adamw?" in read_page(answer.text).text


def test_a_question_leads_to_the_file_once_it_is_answered(
    fresh_site: httpx.Client, fresh_practice: Practice, read_page: Look
) -> None:
    """Not before: it holds the answer. And the file leads back."""
    variant = fresh_practice.variant("word-for-rate", 1)
    url = f"/questions/word-for-rate/{variant.seed}"
    assert "/shelf/layers.dense" not in fresh_site.get(url).text
    fresh_practice.submit_reply(variant, Reply("answer", "learning rate"), now())
    page = read_page(fresh_site.get(url).text)
    assert page.one("a", href="/shelf/layers.dense").text == find("layers.dense").title
    page = read_page(fresh_site.get("/shelf/layers.dense").text)
    assert page.one("a", href="/questions/word-for-rate")
