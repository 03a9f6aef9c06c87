"""Replies, hints and giving up, without a script and with one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from heldout.practice import Practice
from heldout.records import Attempt

Look = Callable[[str], Any]
Send = Callable[..., httpx.Response]

DOUBLE = "import numpy as np\r\n\r\ndef double(x):\r\n    return {}\r\n"
PLACES = {"place_forward": "1", "place_loss": "2", "place_backward": "3", "place_update": "4"}

LINES = "up: 0 0, 5 0.375, 10 0.75\r\ndown: 0 0, 5 -0.375, 10 -0.75"

CASES = [
    ("colour-of-chalk", "answer", {"reply": "white"}, "Right"),
    ("colour-of-chalk", "answer", {"reply": "green"}, "Not right"),
    ("colour-of-chalk", "answer", {}, "Could not be read"),
    ("even-numbers", "answer", {"reply": ["two", "four"]}, "Right"),
    ("even-numbers", "answer", {"reply": ["two"]}, "Partly right · 50 %"),
    ("even-numbers", "answer", {"reply": ["three"]}, "Not right"),
    ("word-for-rate", "answer", {"reply": "Learning rate"}, "Right"),
    ("word-for-rate", "answer", {"reply": "momentum"}, "Not right"),
    ("word-for-rate", "answer", {"reply": "  "}, "Could not be read"),
    ("sums", "total", {"reply": "1/0"}, "Could not be read"),
    ("sums", "total", {"reply": "-100"}, "Not right"),
    ("sums", "both", {"reply": "1"}, "Could not be read"),
    ("transposes", "entries", {"reply": "[[1, 2]"}, "Could not be read"),
    ("transposes", "entries", {"reply": "0 0\r\n0 0\r\n0 0"}, "Not right"),
    ("transposes", "size", {"reply": "(3, 2)"}, "Right"),
    ("transposes", "size", {"reply": "(2, 3)"}, "Not right"),
    ("slope-of-square", "answer", {"reply": "x"}, "Not right"),
    ("slope-of-square", "answer", {"reply": "2x**"}, "Could not be read"),
    ("training-step", "answer", PLACES, "Right"),
    ("training-step", "answer", {**PLACES, "place_loss": "3", "place_backward": "2"}, "Partly"),
    ("training-step", "answer", {**PLACES, "place_loss": "1"}, "Could not be read"),
    ("two-lines", "answer", {"reply": LINES}, "Right"),
    ("two-lines", "answer", {"reply": LINES.replace("down", "neither")}, "Could not be read"),
    ("two-lines", "answer", {"reply": LINES.replace("-0.75", "0.0")}, "Partly right · 50 %"),
    ("double-it", "answer", {"reply": DOUBLE.format("x + x")}, "Right"),
    ("double-it", "answer", {"reply": DOUBLE.format("x * x")}, "Not right"),
    ("double-it", "answer", {"reply": DOUBLE.format("(x")}, "Could not be read"),
    ("mend-double", "fault", {"reply": "5"}, "Right"),
    ("mend-double", "fault", {"reply": ["1", "6"]}, "Not right"),
    ("mend-double", "fault", {"reply": ["5", "2"]}, "Could not be read"),
    ("mend-double", "cause", {"reply": "operator"}, "Right"),
    ("mend-double", "repair", {"reply": DOUBLE.format("2 * x")}, "Right"),
]


@pytest.mark.parametrize(("question", "part", "given", "heading"), CASES)
def test_every_kind_is_answered_without_a_script(
    reply: Send, read_page: Look, seed: int, question: str, part: str, given: Any, heading: str
) -> None:
    """The page comes back with the verdict under the part, at its anchor."""
    answer = reply(f"/questions/{question}/{seed}", part, follow=False, **given)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/questions/{question}/{seed}#part-{part}"
    page = read_page(_follow(answer).text)
    verdict = page.one("div", id=f"verdict-{part}")
    assert verdict.all("p", class_="verdict-head")[0].text.startswith(heading)


def _follow(answer: httpx.Response) -> httpx.Response:
    assert answer.next_request is not None
    with httpx.Client() as client:
        return client.send(answer.next_request)


def test_numbers_arrays_and_formulas_are_right_when_they_are(
    reply: Send, practice: Practice, seed: int
) -> None:
    """The truth of each drawn variant, typed as a person would."""
    sums = practice.variant("sums", seed).values
    rows = practice.variant("transposes", seed).values["rows"]
    columns = "\r\n".join(f"{top} {bottom}" for top, bottom in zip(*rows, strict=True))
    slope = practice.variant("slope-of-square", seed).values["a"]
    for question, part, text in [
        ("sums", "total", f"{sums['a']} + {sums['b']}"),
        ("sums", "both", f"{sums['a']}, {sums['b']}"),
        ("transposes", "entries", columns),
        ("slope-of-square", "answer", f"{2 * slope}x"),
    ]:
        reply(f"/questions/{question}/{seed}", part, reply=text)
        (attempt,) = _attempts(practice, question, seed, part)
        assert attempt.verdict is not None
        assert attempt.verdict.right, (question, part, attempt.verdict)


def _attempts(practice: Practice, question: str, seed: int, part: str) -> tuple[Attempt, ...]:
    return practice.sitting(practice.variant(question, seed)).of_part(part)


def test_the_form_keeps_what_was_sent(reply: Send, read_page: Look, seed: int) -> None:
    """Text, choices, places and code come back as they were."""
    page = read_page(reply(f"/questions/sums/{seed}", "total", reply='1/0 "<').text)
    assert page.one("input", id="reply-total").attributes["value"] == '1/0 "<'
    assert page.one("input", id="reply-total").attributes["aria-invalid"] == "true"
    page = read_page(reply(f"/questions/even-numbers/{seed}", "answer", reply=["two"]).text)
    boxes = {
        box.attributes["value"]: "checked" in box.attributes
        for box in page.all("input", name="reply")
    }
    assert boxes == {"two": True, "three": False, "four": False}
    places = {**PLACES, "place_loss": "3", "place_backward": "2"}
    page = read_page(reply(f"/questions/training-step/{seed}", "answer", **places).text)
    chosen = {
        select.attributes["name"]: next(
            o.text for o in select.all("option") if "selected" in o.attributes
        )
        for select in page.all("select")
    }
    assert chosen == {key.replace("_", "-"): place for key, place in places.items()}
    source = "\n\ndef double(x):\n    return '</textarea>'\n"
    page = read_page(reply(f"/questions/double-it/{seed}", "answer", reply=source).text)
    assert page.one("textarea").children[0] == "\n" + source


def test_an_unreadable_reply_costs_nothing(
    reply: Send, read_page: Look, practice: Practice, seed: int
) -> None:
    """It is kept, it says so, and the question is not finished by it."""
    page = read_page(reply(f"/questions/word-for-rate/{seed}", "answer", reply="").text)
    assert "costs nothing" in page.one("div", id="verdict-answer").text
    assert page.one("section", id="after").text == ""
    variant = practice.variant("word-for-rate", seed)
    assert len(practice.sitting(variant).attempts) == 1
    assert not practice.finished(variant, practice.sitting(variant))


def test_the_explanation_comes_with_the_last_part(reply: Send, read_page: Look, seed: int) -> None:
    """Right answers, explanation, what an interviewer asks next, and when it comes back."""
    first = read_page(reply(f"/questions/sums/{seed}", "total", reply="0").text)
    assert first.one("section", id="after").text == ""
    last = read_page(reply(f"/questions/sums/{seed}", "both", reply="0, 0").text)
    after = last.one("section", id="after")
    headings = [item.text for item in after.all("h2", "h3")]
    assert headings == [
        "The answers",
        "Part 1",
        "Part 2",
        "Explanation",
        "What an interviewer would ask next",
    ]
    assert "This question comes back" in after.text
    assert not last.all("button", id="hint-button")


def test_failing_code_is_not_shown_the_solution_unasked(
    reply: Send, read_page: Look, seed: int
) -> None:
    """It lies folded, since the code may still be mended; passing or giving up unfolds it."""
    path = f"/questions/double-it/{seed}"
    failed = read_page(reply(path, "answer", reply=DOUBLE.format("x * x")).text)
    assert "return x + x" in failed.one("section", id="after").one("details").text
    passed = read_page(reply(path, "answer", reply=DOUBLE.format("x + x")).text)
    assert not passed.one("section", id="after").all("details")
    earlier = passed.one("div", id="earlier-answer")
    assert "1 earlier attempt" in earlier.text


def test_a_failing_verdict_shows_its_evidence(reply: Send, read_page: Look, seed: int) -> None:
    """The smallest input, what was expected, what came back, and the mistake that it matches."""
    page = read_page(
        reply(f"/questions/double-it/{seed}", "answer", reply=DOUBLE.format("x * x")).text
    )
    verdict = page.one("div", id="verdict-answer")
    assert "You squared the entries." in verdict.text
    labels = [item.text for item in verdict.all("dt")]
    assert labels == ["Input", "Expected", "Yours", "Largest difference"]
    assert "np.array" in verdict.all("pre")[0].text


def test_hints_come_one_at_a_time(site: httpx.Client, read_page: Look, seed: int) -> None:
    """And when none is left the button is gone."""
    path = f"/questions/colour-of-chalk/{seed}?level=1"
    for shown, label in enumerate(["Show a hint1 of 2", "Another hint2 of 2"]):
        page = read_page(site.get(path).text)
        hints = page.one("section", id="hints")
        assert len(hints.all("li")) == shown
        button = page.one("button", id="hint-button")
        assert button.text == label
        form = next(form for form in hints.all("form") if button in form.all("button"))
        answer = _submit(site, form)
        assert answer.headers["location"] == path + "#hints"
    hints = read_page(site.get(path).text).one("section", id="hints")
    assert [item.text for item in hints.all("li")] == ["Think of a cliff.", "It is the lightest."]
    assert not hints.all("button", id="hint-button")


def test_giving_up_shows_everything_and_can_be_done_once(
    site: httpx.Client, read_page: Look, practice: Practice, seed: int
) -> None:
    """It counts as forgotten; the button is gone afterwards."""
    path = f"/questions/sums/{seed}"
    page = read_page(site.get(path).text)
    form = page.one("section", id="hints").all("form")[-1]
    answer = _submit(site, form)
    assert answer.headers["location"] == path + "#after"
    shown = read_page(site.get(path).text)
    assert "The answers" in shown.one("section", id="after").text
    assert not shown.one("section", id="hints").all("form")
    assert practice.store.reviews("sums")[-1].rating == 1


def _submit(site: httpx.Client, form: Any) -> httpx.Response:
    values = {item.attributes["name"]: item.attributes["value"] for item in form.all("input")}
    return site.post(form.attributes["action"], data=values)


def test_a_reply_to_a_question_that_changed_is_not_taken(
    site: httpx.Client, practice: Practice, seed: int
) -> None:
    """The page showed other values; the sentence says to reload."""
    for hash_ in ({"hash": "0" * 16}, {}):
        answer = site.post(f"/questions/sums/{seed}/parts/total", data={"reply": "1", **hash_})
        assert answer.status_code == 409
        assert "Reload the page" in answer.text
    assert not _attempts(practice, "sums", seed, "total")


def test_a_part_that_does_not_exist_is_not_found(
    site: httpx.Client, practice: Practice, seed: int
) -> None:
    """Nothing is stored for it."""
    key = practice.library.questions["sums"].hash
    answer = site.post(f"/questions/sums/{seed}/parts/nope", data={"reply": "1", "hash": key})
    assert answer.status_code == 404
    assert "no part &#39;nope&#39;" in answer.text


def test_a_field_of_the_wrong_sort_is_read_as_empty(
    site: httpx.Client, practice: Practice, read_page: Look, seed: int
) -> None:
    """No field at all, bytes that are no UTF-8, and places that are no numbers."""
    key = practice.library.questions["word-for-rate"].hash
    url = f"/questions/word-for-rate/{seed}/parts/answer"
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    site.post(url, data={"hash": key})
    site.post(url, content=f"hash={key}&reply=%ff%00".encode(), headers=head)
    attempts = _attempts(practice, "word-for-rate", seed, "answer")
    assert [attempt.reply.value for attempt in attempts] == ["", "\ufffd\0"]
    key = practice.library.questions["training-step"].hash
    url = f"/questions/training-step/{seed}/parts/answer"
    site.post(url, data={"hash": key, "place-loss": "٣", "place-forward": "one"})
    (attempt,) = _attempts(practice, "training-step", seed, "answer")
    assert attempt.reply.value == ()


def test_a_script_gets_the_changed_pieces(
    site: httpx.Client, practice: Practice, read_page: Look, seed: int
) -> None:
    """Verdict, earlier attempts, and, when the sitting is finished, hints and explanation."""
    key = practice.library.questions["word-for-rate"].hash
    answer = site.post(
        f"/questions/word-for-rate/{seed}/parts/answer",
        data={"reply": "learning rate", "hash": key},
        headers={"HX-Request": "true"},
    )
    pieces = read_page(answer.text)
    assert not pieces.all("html", "body", "main")
    outer = {item.attributes["id"] for item in pieces.walk() if "hx-swap-oob" in item.attributes}
    assert outer == {"verdict-answer", "earlier-answer", "hints", "after"}
    assert pieces.one("div", id="verdict-answer").text == "Right"


def test_a_script_gets_hints_and_answers_with_the_focus_on_what_is_new(
    site: httpx.Client, practice: Practice, read_page: Look, seed: int
) -> None:
    """The button that did it is gone, and the focus must not go with it."""
    key = practice.library.questions["word-for-rate"].hash
    base, headers = f"/questions/word-for-rate/{seed}", {"HX-Request": "true"}
    hints = read_page(site.post(f"{base}/hints", data={"hash": key}, headers=headers).text)
    (focused,) = [item for item in hints.walk() if "data-focus" in item.attributes]
    assert (focused.tag, focused.text) == ("li", "Two words.")
    answers = read_page(site.post(f"{base}/reveal", data={"hash": key}, headers=headers).text)
    (focused,) = [item for item in answers.walk() if "data-focus" in item.attributes]
    assert (focused.tag, focused.text) == ("h2", "The answer")


def test_an_error_is_a_piece_where_a_script_asked(
    site: httpx.Client, read_page: Look, seed: int
) -> None:
    """A whole page would be put into the slot of the verdict."""
    answer = site.post(
        f"/questions/sums/{seed}/parts/total",
        data={"reply": "1", "hash": "old"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 409
    pieces = read_page(answer.text)
    assert not pieces.all("html", "main")
    assert "Reload the page" in pieces.text
