"""The spine: a reply travels from the door to the schedule, whatever happens on the way."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import heldout.practice
from heldout.errors import NotFound
from heldout.grading import grader_failed, read_spec
from heldout.learner import SCHEDULER, replay
from heldout.practice import Practice, Wish
from heldout.questions import load_library
from heldout.records import Attempt, Reply, Sitting, Variant, Verdict
from heldout.sandbox import Judge
from heldout.settings import Settings
from heldout.store import Store

from .small_pack import write_pack, write_sum

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """One question with one part, one with two, a word, and one that is kept for interviews."""
    return write_pack(tmp_path / "pack")


Opener = Callable[[], Practice]


@pytest.fixture
def open_practice(pack: Path, tmp_path: Path, judge: Judge) -> Iterator[Opener]:
    """Opens practice over one database and the pack as it is on disk, as often as called."""
    opened: list[Store] = []

    def open_it() -> Practice:
        store = Store.open(data_dir=tmp_path / "data")
        opened.append(store)
        return Practice(load_library([pack], read_spec), store, judge)

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def practice(open_practice: Opener) -> Practice:
    """Practice in which nothing has happened yet."""
    return open_practice()


def right(variant: Variant, part: str = "answer") -> Reply:
    """The right reply to a part of a number question."""
    found = variant.part(part)
    assert found
    return Reply(part, str(found.truth))


def wrong(variant: Variant, part: str = "answer") -> Reply:
    """A reply that is not right."""
    return Reply(part, "-1")


def only_review(practice: Practice) -> tuple[int, float, int]:
    """Rating, score and hints of the one review."""
    (review,) = practice.store.reviews()
    return review.rating, review.score, review.hints


# --- replies ----------------------------------------------------------------------------------


def test_a_reply_is_stored_before_it_is_judged(practice: Practice) -> None:
    """Once received it cannot be lost; it teaches nothing yet."""
    variant = practice.variant("sum", 1)
    attempt = practice.receive_reply(variant, right(variant), NOW)
    assert attempt.verdict is None
    assert practice.store.attempt(attempt.id) == attempt
    assert not practice.finished(variant, practice.sitting(variant))
    assert practice.store.reviews() == ()


def test_a_judged_reply_makes_a_review_and_a_schedule(practice: Practice) -> None:
    """A right one without hints is good, and comes again later."""
    variant = practice.variant("sum", 1)
    attempt = practice.submit_reply(variant, right(variant), NOW)
    assert attempt.verdict
    assert attempt.verdict.right
    sitting = practice.sitting(variant)
    assert practice.finished(variant, sitting)
    assert sitting.reviewed
    assert only_review(practice) == (3, 1.0, 0)
    assert practice.schedules()["sum"].due > NOW
    assert practice.store.reviews()[0].seed == 1


def test_judging_again_changes_nothing(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job may be delivered twice: the first verdict stays, and there is one review."""
    variant = practice.variant("sum", 1)
    attempt = practice.submit_reply(variant, right(variant), NOW)
    schedules = practice.schedules()
    monkeypatch.setattr(heldout.practice, "grade", lambda *_: pytest.fail("judged twice"))
    again = practice.judge_attempt(attempt.id, NOW + DAY)
    assert again == attempt
    assert len(practice.store.reviews()) == 1
    assert practice.schedules() == schedules


def test_one_attempt_judged_by_two_threads_makes_one_review(practice: Practice) -> None:
    """Whoever is second finds it done."""
    variant = practice.variant("sum", 1)
    attempt = practice.receive_reply(variant, right(variant), NOW)
    with ThreadPoolExecutor(4) as pool:
        judged = list(pool.map(lambda _: practice.judge_attempt(attempt.id, NOW), range(4)))
    assert len({repr(item) for item in judged}) == 1
    assert len(practice.store.reviews()) == 1
    assert practice.schedules()["sum"].reviews == 1


def test_the_first_graded_reply_counts_and_no_other(practice: Practice) -> None:
    """Trying until it is right is practice, and is not what was known."""
    variant = practice.variant("sum", 1)
    practice.submit_reply(variant, wrong(variant), NOW)
    practice.submit_reply(variant, right(variant), NOW + HOUR)
    assert only_review(practice) == (1, 0.0, 0)
    assert len(practice.sitting(variant).attempts) == 2


def test_a_part_that_is_missing_keeps_the_sitting_open(practice: Practice) -> None:
    """Both parts make the review: the mean of the first score of each."""
    variant = practice.variant("both", 1)
    practice.submit_reply(variant, wrong(variant, "sum"), NOW)
    practice.submit_reply(variant, right(variant, "sum"), NOW)
    assert practice.store.reviews() == ()
    assert not practice.finished(variant, practice.sitting(variant))
    practice.submit_reply(variant, right(variant, "product"), NOW)
    assert practice.finished(variant, practice.sitting(variant))
    assert only_review(practice) == (2, 0.5, 0)


def test_an_unreadable_reply_teaches_nothing(practice: Practice) -> None:
    """It is kept, it costs nothing, and the next reply is still the first."""
    variant = practice.variant("sum", 1)
    attempt = practice.submit_reply(variant, Reply("answer", "many"), NOW)
    assert attempt.verdict
    assert attempt.verdict.outcome == "unreadable"
    assert practice.store.reviews() == ()
    assert not practice.finished(variant, practice.sitting(variant))
    practice.submit_reply(variant, right(variant), NOW)
    assert only_review(practice) == (3, 1.0, 0)


def test_a_grader_that_fails_teaches_nothing(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is ours: the candidate may try again as if nothing had happened."""
    variant = practice.variant("sum", 1)
    with monkeypatch.context() as patch:
        patch.setattr(heldout.practice, "grade", lambda *_: grader_failed("no disk"))
        attempt = practice.submit_reply(variant, wrong(variant), NOW)
    assert attempt.verdict
    assert attempt.verdict.outcome == "grader_failed"
    assert practice.store.reviews() == ()
    practice.submit_reply(variant, right(variant), NOW)
    assert only_review(practice) == (3, 1.0, 0)


def test_a_slow_wrong_reply_is_not_overtaken_by_a_fast_right_one(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was received first counts, in whatever order the verdicts come."""
    variant = practice.variant("sum", 1)
    first = practice.receive_reply(variant, wrong(variant), NOW)
    practice.submit_reply(variant, right(variant), NOW)
    assert practice.store.reviews() == ()
    practice.judge_attempt(first.id, NOW)
    assert only_review(practice) == (1, 0.0, 0)


def test_an_earlier_reply_that_turns_out_unreadable_lets_the_later_one_count(
    practice: Practice,
) -> None:
    """The review is made when the last open question about it is settled."""
    variant = practice.variant("sum", 1)
    first = practice.receive_reply(variant, Reply("answer", "many"), NOW)
    practice.submit_reply(variant, right(variant), NOW)
    practice.judge_attempt(first.id, NOW)
    if not practice.store.reviews():
        pytest.fail("a finished sitting must have its review")
    assert only_review(practice) == (3, 1.0, 0)


def test_a_part_that_does_not_exist_cannot_be_replied_to(practice: Practice) -> None:
    """Nothing is stored."""
    variant = practice.variant("sum", 1)
    for act in (
        lambda: practice.receive_reply(variant, Reply("no", "1"), NOW),
        lambda: practice.try_reply(variant, Reply("no", "1")),
        lambda: practice.judge_attempt(99, NOW),
    ):
        with pytest.raises(NotFound):
            act()
    assert practice.store.counts().attempts == 0


def test_a_reply_that_is_only_tried_leaves_no_trace(practice: Practice) -> None:
    """Judged, and nothing kept."""
    variant = practice.variant("sum", 1)
    assert practice.try_reply(variant, right(variant)).right
    assert not practice.try_reply(variant, wrong(variant)).right
    assert practice.store.counts().sittings == 0


# --- two at once ------------------------------------------------------------------------------


def test_two_parts_judged_at_once_make_exactly_one_review(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither may believe that the other is still missing, and not both that they are the last."""
    variant = practice.variant("both", 1)
    waiting = [
        practice.receive_reply(variant, right(variant, part), NOW) for part in ("sum", "product")
    ]
    together = threading.Barrier(2)
    plain = heldout.practice.grade

    def graded_together(*arguments: Any) -> Verdict:
        verdict = plain(*arguments)
        together.wait(timeout=30)  # both have a verdict, and neither has stored it
        return verdict

    monkeypatch.setattr(heldout.practice, "grade", graded_together)
    with ThreadPoolExecutor(2) as pool:
        judged = list(pool.map(lambda item: practice.judge_attempt(item.id, NOW), waiting))
    assert all(item.verdict and item.verdict.right for item in judged)
    assert only_review(practice) == (3, 1.0, 0)
    assert practice.schedules()["both"].reviews == 1


def test_many_sittings_at_once_each_get_their_review(practice: Practice) -> None:
    """No schedule is lost between two reviews of one question."""

    def sit(seed: int) -> Attempt:
        variant = practice.variant("sum", seed)
        return practice.submit_reply(variant, right(variant), NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sit, range(12)))
    assert len(practice.store.reviews()) == 12
    assert practice.schedules()["sum"].reviews == 12
    assert practice.schedules()["sum"] == replay(practice.store.reviews("sum"))


# --- hints and giving up ----------------------------------------------------------------------


def test_a_hint_lowers_the_rating(practice: Practice) -> None:
    """All right with a hint is hard, not good."""
    variant = practice.variant("sum", 1)
    assert practice.show_hint(variant, NOW).hints == 1
    practice.submit_reply(variant, right(variant), NOW)
    assert only_review(practice) == (2, 1.0, 1)


def test_there_are_no_more_hints_than_there_are(practice: Practice) -> None:
    """Asking for a third of two shows two."""
    variant = practice.variant("sum", 1)
    shown = [practice.show_hint(variant, NOW).hints for _ in range(4)]
    assert shown == [1, 2, 2, 2]


def test_a_hint_after_the_reply_costs_nothing(practice: Practice) -> None:
    """Neither after the verdict, nor while the reply is being judged."""
    variant = practice.variant("sum", 1)
    waiting = practice.receive_reply(variant, right(variant), NOW)
    practice.show_hint(variant, NOW)
    practice.judge_attempt(waiting.id, NOW)
    practice.show_hint(variant, NOW)
    assert only_review(practice) == (3, 1.0, 0)


def test_a_hint_before_the_last_part_counts(practice: Practice) -> None:
    """The hints of a sitting are those shown before the last reply that counts."""
    variant = practice.variant("both", 1)
    practice.submit_reply(variant, right(variant, "sum"), NOW)
    practice.show_hint(variant, NOW)
    practice.submit_reply(variant, right(variant, "product"), NOW)
    assert only_review(practice) == (2, 1.0, 1)


def test_giving_up_counts_as_forgotten_and_once(practice: Practice) -> None:
    """The answers are shown; what is replied afterwards teaches nothing more."""
    variant = practice.variant("sum", 1)
    assert practice.finished(variant, practice.reveal(variant, NOW))
    practice.reveal(variant, NOW + HOUR)
    practice.submit_reply(variant, right(variant), NOW + HOUR)
    assert only_review(practice) == (1, 0.0, 0)
    assert practice.schedules()["sum"].reviews == 1


def test_giving_up_half_way_keeps_the_score_of_what_was_answered(practice: Practice) -> None:
    """The rating is again all the same."""
    variant = practice.variant("both", 1)
    practice.submit_reply(variant, right(variant, "sum"), NOW)
    practice.reveal(variant, NOW)
    assert only_review(practice) == (1, 0.5, 0)


def test_looking_at_the_answer_of_a_finished_sitting_costs_nothing(practice: Practice) -> None:
    """It is shown anyway."""
    variant = practice.variant("sum", 1)
    practice.submit_reply(variant, right(variant), NOW)
    assert practice.reveal(variant, NOW).revealed
    assert only_review(practice) == (3, 1.0, 0)


def test_giving_up_while_a_reply_is_judged_makes_one_review(practice: Practice) -> None:
    """The reply comes too late to count, and is judged all the same."""
    variant = practice.variant("sum", 1)
    waiting = practice.receive_reply(variant, right(variant), NOW)
    practice.reveal(variant, NOW)
    judged = practice.judge_attempt(waiting.id, NOW)
    assert judged.verdict
    assert judged.verdict.right
    assert only_review(practice) == (1, 0.0, 0)


# --- after a crash, and after a change --------------------------------------------------------


def test_what_was_received_before_a_crash_is_judged_at_the_next_start(
    open_practice: Opener,
) -> None:
    """Each once, with its review."""
    before = open_practice()
    variants = [before.variant("sum", seed) for seed in (1, 2)]
    for variant in variants:
        before.receive_reply(variant, right(variant), NOW)
    after = open_practice()
    assert after.finish_unjudged(NOW + HOUR) == 2
    assert after.finish_unjudged(NOW + HOUR) == 0
    assert [review.score for review in after.store.reviews()] == [1.0, 1.0]
    assert all(after.sitting(variant).reviewed for variant in variants)


def test_a_question_that_has_changed_since_is_not_judged_by_its_new_content(
    open_practice: Opener, pack: Path
) -> None:
    """The reply was to something else: it is kept, it costs nothing, and it is settled."""
    before = open_practice()
    variant = before.variant("sum", 1)
    waiting = before.receive_reply(variant, right(variant), NOW)
    write_sum(pack, answers="values['a'] - values['b']")
    after = open_practice()
    assert after.finish_unjudged(NOW) == 1
    verdict = after.store.attempt(waiting.id).verdict
    assert verdict
    assert verdict.outcome == "grader_failed"
    assert "changed" in verdict.findings[0].evidence[0].text
    assert after.store.reviews() == ()
    assert after.finish_unjudged(NOW) == 0
    assert after.sitting(after.variant("sum", 1)) == Sitting(
        "sum", after.variant("sum", 1).question.hash, 1
    )


def test_a_question_that_has_changed_keeps_its_memory(open_practice: Opener, pack: Path) -> None:
    """Reviews belong to the question, whatever it says today."""
    before = open_practice()
    variant = before.variant("sum", 1)
    before.submit_reply(variant, right(variant), NOW)
    write_sum(pack, answers="values['a'] - values['b']")
    after = open_practice()
    assert after.schedules() == before.schedules()
    changed = after.variant("sum", 1)
    after.submit_reply(changed, right(changed), NOW + DAY)
    assert after.schedules()["sum"].reviews == 2


def test_a_question_that_is_gone_stops_nobody(open_practice: Opener, pack: Path) -> None:
    """Its replies wait for it, its schedule is not shown, the others are judged."""
    before = open_practice()
    for name in ("sum", "word"):
        variant = before.variant(name, 1)
        before.submit_reply(variant, Reply("answer", "1"), NOW)
        before.receive_reply(variant, Reply("answer", "1"), NOW)
    shutil.rmtree(pack / "sum")
    after = open_practice()
    assert after.finish_unjudged(NOW) == 1
    assert [item.question_id for item in after.store.unjudged()] == ["sum"]
    assert set(after.schedules()) == {"word"}
    assert after.overview(NOW).total.practised == 1
    variant = after.next_question(Wish(), NOW + 9 * DAY)
    assert variant


def test_a_question_that_no_longer_works_stops_nobody(open_practice: Opener, pack: Path) -> None:
    """An author's mistake is our fault to the candidate, and the others are judged."""
    before = open_practice()
    first = before.receive_reply(before.variant("sum", 1), Reply("answer", "1"), NOW)
    before.receive_reply(before.variant("word", 1), Reply("answer", "momentum"), NOW)
    broken = open_practice()
    # Broken without a change of content, as when it needs a package that is not there any more.
    question = broken.library.questions["sum"]
    moved = replace(question, folder=pack / "nowhere")
    broken.library = replace(broken.library, questions={**broken.library.questions, "sum": moved})
    assert broken.finish_unjudged(NOW) == 2
    verdict = broken.store.attempt(first.id).verdict
    assert verdict
    assert verdict.outcome == "grader_failed"
    assert [review.question_id for review in broken.store.reviews()] == ["word"]


def test_a_schedule_of_another_scheduler_is_rebuilt_from_the_reviews(practice: Practice) -> None:
    """And kept, so that it is rebuilt once."""
    for seed in (1, 2):
        variant = practice.variant("sum", seed)
        practice.submit_reply(variant, right(variant), NOW + seed * DAY)
    wanted = practice.schedules()["sum"]
    old = replace(wanted, scheduler="fsrs-0.1 default", card="{}", due=NOW, reviews=1)
    practice.store.put_schedule(old)
    assert practice.schedules()["sum"] == wanted
    assert practice.store.schedules()["sum"].scheduler == SCHEDULER
    practice.store.put_schedule(old)
    variant = practice.variant("sum", 3)
    practice.submit_reply(variant, right(variant), NOW + 3 * DAY)
    assert practice.schedules()["sum"] == replay(practice.store.reviews("sum"))


# --- what to ask ------------------------------------------------------------------------------


def test_questions_come_in_the_order_of_the_skill_map(practice: Practice) -> None:
    """And what is kept for interviews does not come."""
    assert [question.id for question in practice.questions()] == ["sum", "both", "word"]


@pytest.mark.parametrize(
    ("wish", "ids"),
    [
        (Wish(skills=("words",)), ["word"]),
        (Wish(skills=("words", "sums")), ["sum", "word"]),
        (Wish(kinds=("number",)), ["sum", "both"]),
        (Wish(levels=(1, 2)), ["sum", "both"]),
        (Wish(levels=(3,)), ["word"]),
        (Wish(words=("WORD",)), ["word"]),
        (Wish(words=("word", "nowhere")), []),
        (Wish(skills=("words",), levels=(1,)), []),
        (Wish(kinds=("code",)), []),
        (Wish(due_only=True), ["sum", "both", "word"]),  # due is a matter of time, not of wishes
    ],
)
def test_a_wish_filters(practice: Practice, wish: Wish, ids: list[str]) -> None:
    """By skill, kind of any part, and level; all that is wished for must hold."""
    assert [question.id for question in practice.questions(wish)] == ids


def test_the_next_question_fits_the_wish(practice: Practice) -> None:
    """Or there is none."""
    for _ in range(5):
        variant = practice.next_question(Wish(levels=(3,)), NOW)
        assert variant
        assert variant.question.id == "word"
    assert practice.next_question(Wish(kinds=("code",)), NOW) is None


def test_what_is_kept_for_interviews_is_never_practised(practice: Practice) -> None:
    """Not even when nothing else fits, is due, or is left."""
    asked = set()
    for _ in range(6):
        variant = practice.next_question(Wish(skills=("words",)), NOW)
        assert variant
        asked.add(variant.question.id)
    assert asked == {"word"}
    assert practice.overview(NOW).total.total == 3
    kept = practice.variant("kept", 1)
    practice.reveal(kept, NOW)
    assert practice.due(NOW + 99 * DAY) == ()
    assert practice.next_due(NOW) is None
    assert practice.next_question(Wish(due_only=True), NOW + 99 * DAY) is None


def test_a_question_waits_for_the_skills_that_it_requires(practice: Practice) -> None:
    """Products are asked once sums are practised; until then there is something else."""
    early = {practice.next_question(Wish(), NOW).question.id for _ in range(12)}  # type: ignore[union-attr]
    assert "both" not in early
    for name in ("sum", "word"):
        practice.reveal(practice.variant(name, 1), NOW)
    variant = practice.next_question(Wish(), NOW)
    assert variant
    assert variant.question.id == "both"


def test_what_is_due_comes_first_and_alone_if_wished(practice: Practice) -> None:
    """Before new questions; and nothing at all while nothing is due."""
    assert practice.next_question(Wish(due_only=True), NOW) is None
    practice.reveal(practice.variant("word", 1), NOW)
    assert practice.next_question(Wish(due_only=True), NOW) is None
    later = NOW + 30 * DAY
    for wish in (Wish(), Wish(due_only=True)):
        variant = practice.next_question(wish, later)
        assert variant
        assert variant.question.id == "word"
    assert [schedule.question_id for schedule in practice.due(later)] == ["word"]


def test_due_and_next_due_divide_what_is_scheduled(practice: Practice) -> None:
    """The longest overdue first; what comes next is what is not due yet."""
    for days, name in enumerate(("word", "sum", "both")):
        practice.reveal(practice.variant(name, 1), NOW + days * DAY)
    late = practice.due(NOW + DAY + HOUR)
    assert [schedule.question_id for schedule in late] == ["word", "sum"]
    assert practice.next_due(NOW + DAY + HOUR) == practice.schedules()["both"].due
    assert practice.next_due(NOW + 99 * DAY) is None


def test_the_question_just_asked_is_not_asked_again_at_once(practice: Practice) -> None:
    """Unless it is the only one."""
    for _ in range(8):
        variant = practice.next_question(Wish(), NOW, after="sum")
        assert variant
        assert variant.question.id != "sum"
    variant = practice.next_question(Wish(skills=("sums",)), NOW, after="sum")
    assert variant
    assert variant.question.id == "sum"


def test_each_question_asked_is_a_fresh_variant(practice: Practice) -> None:
    """With a seed that a person can read out."""
    seeds = {practice.variant("sum").seed for _ in range(20)}
    assert len(seeds) == 20
    assert all(0 <= seed < 10**9 for seed in seeds)


def test_a_variant_is_the_same_whenever_it_is_drawn(practice: Practice) -> None:
    """From the question and the seed alone."""
    assert practice.variant("sum", 5).values == practice.variant("sum", 5).values


@pytest.mark.parametrize(("question", "seed"), [("no-such", 1), ("sum", -1), ("sum", 2**63)])
def test_a_variant_that_does_not_exist_is_not_found(
    practice: Practice, question: str, seed: int
) -> None:
    """An unknown question, and a seed that could not be stored."""
    with pytest.raises(NotFound):
        practice.variant(question, seed)


# --- what is shown ----------------------------------------------------------------------------


def test_the_overview_counts_what_was_practised(practice: Practice) -> None:
    """Skill by skill."""
    variant = practice.variant("sum", 1)
    practice.submit_reply(variant, right(variant), NOW)
    overview = practice.overview(NOW)
    assert (overview.total.total, overview.total.practised) == (3, 1)
    assert overview.skills["sums"].mastery == pytest.approx(1.0)
    assert overview.skills["words"].mastery is None


def test_right_answers_come_by_part(practice: Practice) -> None:
    """Markdown, for every part."""
    variant = practice.variant("both", 1)
    a, b = variant.values["a"], variant.values["b"]
    assert practice.right_answers(variant) == {"sum": str(a + b), "product": str(a * b)}
    assert practice.how_to_reply(variant.parts[0]).startswith("A number")


def test_practice_opens_from_settings_and_closes(pack: Path, tmp_path: Path) -> None:
    """With the shipped packs and the user's own, in a folder of its own."""
    settings = Settings(data_dir=tmp_path / "own", packs=(pack,), sandbox="basic")
    with Practice.open(settings) as practice:
        assert {"test", "core"} <= {loaded.id for loaded in practice.library.packs}
        practice.reveal(practice.variant("sum", 1), NOW)
    with Practice.open(settings) as practice:
        assert set(practice.schedules()) == {"sum"}
