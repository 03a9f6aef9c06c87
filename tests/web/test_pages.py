"""The pages that only look: what they show, and where they lead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from heldout.grading import KINDS
from heldout.practice import Practice, Wish
from heldout.records import Reply
from heldout.settings import Settings
from heldout.web.door import now
from heldout.web.forms import FORM_FIELDS
from heldout.web.questions import view_question
from heldout.web.runs import Run

TEMPLATES = Path(__file__).parents[2] / "src" / "heldout" / "web" / "templates"
Look = Callable[[str], Any]


def test_every_kind_has_a_form() -> None:
    """A template that shows its fields, and a function that reads them."""
    assert {path.stem for path in (TEMPLATES / "parts").glob("*.html")} == set(KINDS)
    assert set(FORM_FIELDS) == set(KINDS)


def test_the_first_visit_says_what_this_is(fresh_site: httpx.Client, read_page: Look) -> None:
    """And where to start; it shows no empty tables."""
    page = read_page(fresh_site.get("/").text)
    assert "overfit" in page.one("h1").text
    assert page.one("a", href="/practice").text == "Start practising"
    assert not page.all("h2", id="recent")
    assert "none practised yet" in page.text


def test_home_and_progress_show_what_was_done(
    fresh_site: httpx.Client, fresh_practice: Practice, read_page: Look
) -> None:
    """The attempt, the standing of its skill, and when the next review comes."""
    variant = fresh_practice.variant("word-for-rate", 1)
    fresh_practice.submit_reply(variant, Reply("answer", "learning rate"), now())
    home = read_page(fresh_site.get("/").text)
    assert home.one("h1").text == "Today"
    assert "The next review comes in" in home.text
    assert "1 of 3 questions practised" in home.text
    (row,) = [item for item in home.all("li") if "A word for the step" in item.text]
    assert "Right" in row.text
    progress = read_page(fresh_site.get("/progress").text)
    assert "You have practised 1 of" in progress.text
    assert progress.one("a", href="/questions/word-for-rate/1")


def test_the_review_page_says_when_nothing_is_due(
    fresh_site: httpx.Client, read_page: Look
) -> None:
    """A sentence instead of an empty page."""
    answer = fresh_site.get("/review", follow_redirects=True)
    assert answer.status_code == 200
    assert "Nothing is due" in read_page(answer.text).one("p", role="status").text


def test_a_due_question_is_asked_and_its_next_stays_in_the_review(
    fresh_site: httpx.Client, fresh_practice: Practice, read_page: Look
) -> None:
    """The page says that this is a review."""
    variant = fresh_practice.variant("word-for-rate", 1)
    past = now().replace(year=2020)
    fresh_practice.submit_reply(variant, Reply("answer", "learning rate"), past)
    assert read_page(fresh_site.get("/").text).one("a", href="/review", class_="button main")
    answer = fresh_site.get("/review", follow_redirects=True)
    assert answer.url.path.startswith("/questions/word-for-rate/")
    page = read_page(answer.text)
    assert page.one("a", id="next").attributes["href"] == "/review?after=word-for-rate"
    assert page.all("strong")[0].text == "Review"


@pytest.mark.parametrize(
    ("query", "wish"),
    [
        ("", Wish()),
        ("?skill=door/words", Wish(skills=("door/words",))),
        ("?kind=code", Wish(kinds=("code",))),
        ("?level=2&kind=fill", Wish(kinds=("fill",), levels=(2,))),
        ("?find=+Rate++word+", Wish(words=("rate", "word"))),
        ("?skill=&kind=&level=", Wish()),
    ],
)
def test_the_list_shows_exactly_what_fits(
    look: Look, practice: Practice, query: str, wish: Wish
) -> None:
    """In the order of the practice, each with a link that keeps the filters."""
    page = look(f"/questions{query}")
    titles = [item.text for item in page.all("a", class_="title")]
    assert titles == [question.title for question in practice.questions(wish)]


def test_filters_that_fit_nothing_say_so(look: Look, site: httpx.Client) -> None:
    """In the list, and when practising with them."""
    page = look("/questions?skill=door/code&level=5")
    assert "No question fits" in page.one("p", role="status").text
    answer = site.get("/practice?skill=door/code&level=5")
    assert answer.headers["location"] == "/questions?skill=door%2Fcode&level=5"


def test_a_run_stays_within_its_filters(look: Look, site: httpx.Client, practice: Practice) -> None:
    """Practice, the page it leads to, its next, its other variant and its forms."""
    answer = site.get("/practice?skill=door/numbers&level=2", follow_redirects=True)
    query = "?skill=door%2Fnumbers&level=2"
    assert str(answer.url).endswith(query)
    page = look(answer.url.raw_path.decode())
    question_id = answer.url.path.split("/")[2]
    fitting = practice.questions(Wish(skills=("door/numbers",), levels=(2,)))
    assert question_id in {question.id for question in fitting}
    assert page.one("a", id="another").attributes["href"] == f"/questions/{question_id}{query}"
    assert page.one("a", id="next").attributes["href"] == (f"/practice{query}&after={question_id}")
    assert all(
        form.attributes["action"].endswith(query) for form in page.all("form", method="post")
    )


def test_next_asks_another_question(site: httpx.Client) -> None:
    """Not the one just asked, as long as the filters let another through."""
    url = "/practice?skill=door/numbers&level=2&after=transposes"
    asked = {site.get(url).headers["location"].split("/")[2].split("?")[0] for _ in range(8)}
    assert asked == {"slope-of-square"}


def test_a_question_without_a_seed_gets_a_fresh_one(site: httpx.Client) -> None:
    """Each time another, never from a cache."""
    answers = [site.get("/questions/sums?level=1") for _ in range(4)]
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 4
    assert answers[0].headers["location"].endswith("?level=1")
    assert answers[0].headers["cache-control"] == "no-store"


def test_looking_stores_nothing(fresh_site: httpx.Client, fresh_practice: Practice) -> None:
    """A sitting begins with the first hint or reply."""
    before = fresh_practice.store.counts()
    for path in ["/", "/questions", "/questions/sums/5", "/practice", "/review", "/progress"]:
        fresh_site.get(path, follow_redirects=True)
    assert fresh_practice.store.counts() == before


def test_the_question_page_shows_what_is_asked(look: Look, practice: Practice) -> None:
    """Title, skills, level, prompt, figure, every part's prompt and how to reply."""
    page = look("/questions/colour-of-chalk/3")
    assert page.one("h1").text == "The colour of chalk"
    assert page.one("a", href="/questions?skill=door/words").text == "Words"
    assert page.all("span", class_="hear")[0].text == "Level 1 of 5"
    assert page.one("figure").one("title").text == "A piece of chalk"
    assert page.one("figcaption").one("p").text == "A piece of chalk."
    assert page.one("table").one("td", class_="text-align-center").text == "white"
    parts = look("/questions/sums/3")
    assert [item.text for item in parts.all("h2")][:2] == ["Part 1 of 2", "Part 2 of 2"]
    assert "separated by commas" in parts.one("p", id="how-both").text


def test_a_code_page_opens_with_starter_and_example(look: Look) -> None:
    """In a textarea, which also works alone; only such pages load the editor."""
    page = look("/questions/double-it/3")
    area = page.one("textarea")
    assert area.children[0].startswith("\nimport numpy as np\n\n\ndef double(")
    assert ">>> double(" in page.text
    assert [s for s in page.all("script") if "/editor-" in s.attributes["src"]]
    assert not [
        s for s in look("/questions/sums/3").all("script") if "editor" in s.attributes["src"]
    ]


def test_the_page_of_one_variant_is_always_the_same(site: httpx.Client) -> None:
    """The address is enough to share it."""
    assert site.get("/questions/sums/12").text == site.get("/questions/sums/12").text
    assert site.get("/questions/sums/12").text != site.get("/questions/sums/13").text


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nope", 404, "No page has this address"),
        ("/questions/nope", 404, "nope"),
        ("/questions/nope/1", 404, "nope"),
        ("/questions/sums/x", 404, "No page has this address"),
        ("/questions/sums/-1", 404, "No page has this address"),
        (f"/questions/sums/{2**63}", 404, "No page has this address"),
        ("/attempts/999999999/events", 404, "999999999"),
        ("/attempts/x/events", 404, "No page has this address"),
        (f"/attempts/{2**63}/events", 404, "No page has this address"),
        ("/questions/sums/" + "9" * 5000, 404, "No page has this address"),
        ("/questions/sums/1/hints", 405, "nothing can be sent"),
        ("/attempts/1/events?level=high", 400, "from 1 to 5"),
        ("/questions?level=high", 400, "from 1 to 5"),
        ("/questions?skill=" + "x" * 300, 400, "too long"),
        ("/questions/sums/1/reveal", 405, "nothing can be sent"),
        ("/docs", 404, "No page has this address"),
        ("/openapi.json", 404, "No page has this address"),
    ],
)
def test_errors_are_pages_with_a_sentence_and_a_way_on(
    site: httpx.Client, read_page: Look, path: str, status: int, says: str
) -> None:
    """Never a bare word or JSON."""
    answer = site.get(path)
    assert answer.status_code == status
    page = read_page(answer.text)
    assert says in page.one("main").text
    assert page.one("main").all("a", href="/")


def test_what_nobody_foresaw_is_a_page_too(
    fresh_site: httpx.Client, fresh_practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that replies are safe, and not what went wrong inside."""

    def break_down(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(fresh_practice, "overview", break_down)
    answer = fresh_site.get("/")
    assert answer.status_code == 500
    assert "Your replies are safe" in answer.text
    assert "secret" not in answer.text


def test_about_says_where_the_data_lies_and_what_was_refused(
    tmp_path: Path, about_with_pack: Callable[[Path], str], read_page: Look
) -> None:
    """Version, place, mode of the sandbox, packs, licences, and each problem with its file."""
    pack = tmp_path / "broken"
    (pack / "bad").mkdir(parents=True)
    (pack / "pack.toml").write_text(
        'id = "broken"\ntitle = "Broken"\nlicence = "CC0"\nformat = 1\n[skills]\n'
    )
    (pack / "bad" / "question.md").write_text("no front matter <script>\n")
    page = read_page(about_with_pack(pack))
    assert "heldout.sqlite3" in page.text
    assert page.one("strong").text in {"full", "standard", "basic"}
    assert "Deep-learning interviews" in page.text
    assert "htmx.org 4.0.1" in page.one("pre").text
    assert str(pack / "bad" / "question.md") in page.text


def test_no_page_has_a_style_attribute_or_asks_another_host(
    site: httpx.Client, practice: Practice, read_page: Look
) -> None:
    """The policy would refuse both; every question of every pack, with everything shown."""
    for question in practice.questions():
        variant = practice.variant(question.id, 424242)
        practice.reveal(variant, now())
        for _ in variant.hints:
            practice.show_hint(variant, now())
        page = read_page(site.get(f"/questions/{question.id}/424242").text)
        for element in page.walk():
            assert "style" not in element.attributes, (question.id, element.tag)
            assert element.tag != "style", question.id
            assert not [name for name in element.attributes if name.startswith("on")], question.id
            assert not (element.tag == "script" and element.children), question.id
            for name in ("src", "href", "action", "srcset", "poster", "data"):
                address = element.attributes.get(name, "/")
                assert address.startswith(("/", "#")), (question.id, address)
                assert not address.startswith("//"), (question.id, address)


def test_what_a_candidate_typed_is_only_ever_characters(
    site: httpx.Client, practice: Practice, read_page: Look
) -> None:
    """No element comes out of a reply, wherever it is shown."""
    text = "</textarea></code></pre><script>alert(1)</script>\"'>$x$ **b**\n<b>"
    variant = practice.variant("transposes", 31)
    for _ in range(2):
        practice.submit_reply(variant, Reply("entries", text), now())
    page = read_page(site.get("/questions/transposes/31").text)
    assert all(script.attributes.get("src") for script in page.all("script"))
    assert not page.all("b")
    assert "<script>alert(1)</script>" in page.one("textarea").text


def test_a_view_is_made_from_the_records_alone(tmp_path: Path) -> None:
    """The same sitting gives the same view: nothing is read from anywhere else."""
    settings = Settings(data_dir=tmp_path, packs=(Path(__file__).parent / "pack",))
    with Practice.open(settings) as practice:
        variant = practice.variant("sums", 4)
        moment = now()
        views = [
            view_question(practice, variant, practice.sitting(variant), Run(), moment) for _ in "12"
        ]
    assert views[0] == views[1]
    assert views[0].after is None


def test_headings_can_be_asked_for_alone(site: httpx.Client) -> None:
    """Of pages; nobody who asks for those of a stream has anything judged."""
    answer = site.head("/questions/sums/1")
    assert answer.status_code == 200
    assert answer.content == b""
    assert site.head("/attempts/1/events").status_code == 405


def test_large_pages_travel_packed(site: httpx.Client) -> None:
    """Where the browser says that it can unpack them."""
    packed = site.get("/questions", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    plain = site.get("/questions", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


def test_practice_is_not_kept_to_what_is_due(site: httpx.Client) -> None:
    """Whatever the address says that led to it."""
    answer = site.get("/practice?run=review", follow_redirects=False)
    assert answer.status_code == 303
    assert "review" not in answer.headers["location"]
