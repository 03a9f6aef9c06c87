"""Zero-shot text classification by entailment."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.shapes import ShapeError
from heldout.nn.text import EntailmentScorer, WordVectors

from ..oracle import agrees

TOPICS = {
    "sport": ["team", "goal", "match", "player", "ball"],
    "food": ["bread", "soup", "salt", "oven", "cook"],
    "music": ["song", "choir", "violin", "tune", "drum"],
    "space": ["planet", "rocket", "orbit", "star", "moon"],
}


def _texts(topic: str, seed: int, count: int = 25) -> list[str]:
    rng = np.random.default_rng(seed)
    return [" ".join(rng.choice(TOPICS[topic], 4, replace=False)) for _ in range(count)]


CORPUS = [f"{text} {topic}" for topic in TOPICS for text in _texts(topic, 1)]
VECTORS = WordVectors(CORPUS, 8)


def _scorer(*topics: str) -> EntailmentScorer:
    pairs = [
        (text, f"This text is about {other}.", topic == other)
        for topic in topics
        for other in topics
        for text in _texts(topic, 2, 8)
    ]
    premises, hypotheses, entailed = map(list, zip(*pairs, strict=True))
    return EntailmentScorer(VECTORS, premises, hypotheses, np.array(entailed))


def test_topics_without_labelled_pairs_are_recognised() -> None:
    """Pairs on sport and food teach what entailment looks like; music and space are new."""
    scorer = _scorer("sport", "food")
    for truth, topic in enumerate(("music", "space")):
        scores = scorer.scores(_texts(topic, 3), ["music", "space"])
        assert (scores.argmax(axis=1) == truth).mean() > 0.9


def test_relations_are_angles_and_overlap() -> None:
    """Of the words that are not shared by the prompts; from the word vectors by hand."""
    scorer = _scorer("sport", "food")
    (row,) = scorer.relations(["This goal ball"], ["about ball sport"])

    def cosine(a: np.ndarray, b: np.ndarray) -> float:
        return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    v = VECTORS
    whole = cosine((v["goal"] + v["ball"]) / 2, (v["ball"] + v["sport"]) / 2)
    sport = max(cosine(v["sport"], v["goal"]), cosine(v["sport"], v["ball"]))
    agrees(row, [whole, 1.0, (1 + sport) / 2, 0.5], 1e-9)


def test_words_nobody_knows_leave_only_the_overlap() -> None:
    """No angle can be taken; the same unknown word on both sides still counts."""
    scorer = _scorer("sport", "food")
    agrees(scorer.relations(["zzz", ""], ["zzz", "sport"]), [[0, 0, 0, 1], [0, 0, 0, 0]])


def test_entailment_has_a_direction() -> None:
    """A text with all the words of the hypothesis and more entails it; turned about, less so."""
    scorer = _scorer("sport", "food")
    there, back = scorer.relations(["goal ball sport", "sport"], ["sport", "goal ball sport"])
    assert there[3] == 1
    assert back[3] == pytest.approx(1 / 3)


def test_the_order_of_words_in_a_premise_does_not_count() -> None:
    """It reads the company of words only."""
    scorer = _scorer("sport", "food")
    agrees(
        scorer.entails(["goal ball player"], ["sport"]),
        scorer.entails(["player goal ball"], ["sport"]),
        1e-12,
    )


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"a hypothesis for each premise; given: 2 and 1. Repeat"):
        _scorer("sport", "food").entails(["a", "b"], ["a"])
