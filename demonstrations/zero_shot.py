"""Naming what was never shown: by a description, by a sentence, by one picture

Zero-shot by attributes: two digits from 0 to 4 side by side make 25 classes; ten regressions learn
"left is 3" and the like from 20 of them, and name the five doubles they never saw, even when all 25
may be answered. It works because these attributes part. The seven segments of a calculator's
display do not (seven digits cannot teach them apart), and three unseen digits are told little
better than by chance. Texts: word vectors from 480 sentences without labels; an entailment scorer,
taught with labelled pairs of four topics, names four others ("This text is about music."). It is
free of labels for those topics, not of labels, and the plain cosine with the prompt does as well.
One-shot: one enrolled image a digit; and a threshold that turns away 95 % of the digits 5, 6 and 7
lets in far more of 8 and 9, which look more like those enrolled: it holds for the strangers it was
chosen on.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.retrieval import Gallery, threshold_at
from heldout.nn.shapes import Array, Labels
from heldout.nn.text import (
    AttributeClassifier,
    EntailmentScorer,
    WordVectors,
    prompts,
    zero_shot_scores,
)

from .data import digits
from .finding import Finding

TITLE = "Naming what was never shown: by a description, by a sentence, by one picture"
ROWS = ["Zero-shot learning", "Zero-shot text classification by NLI", "One-shot face recognition"]

SEED = 0

# Segments of a display: top, upper right, lower right, bottom, lower left, upper left, middle
SEGMENTS = np.array(
    [
        [1, 1, 1, 1, 1, 1, 0],
        [0, 1, 1, 0, 0, 0, 0],
        [1, 1, 0, 1, 1, 0, 1],
        [1, 1, 1, 1, 0, 0, 1],
        [0, 1, 1, 0, 0, 1, 1],
        [1, 0, 1, 1, 0, 1, 1],
        [1, 0, 1, 1, 1, 1, 1],
        [1, 1, 1, 0, 0, 0, 0],
        [1, 1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 0, 1, 1],
    ],
    dtype=float,
)  # (10, 7)

HIDDEN = np.array([[0, 3, 7], [1, 5, 8], [4, 6, 9]])  # the 2 alone lacks the third segment

TOPICS = {
    "sport": "team goal match player ball coach league score",
    "food": "bread soup salt oven cook spice dish taste",
    "travel": "train hotel ticket beach map luggage flight island",
    "health": "doctor nurse fever pulse clinic vaccine dose patient",
    "music": "song choir violin tune drum concert melody singer",
    "space": "planet rocket orbit star moon comet telescope probe",
    "money": "bank loan rate market bond price tax budget",
    "garden": "seed soil flower tree leaf rain spade blossom",
}
TAUGHT, NEW = list(TOPICS)[:4], list(TOPICS)[4:]
FILLERS = "the a of and with near old new very often we they saw had one this text is about"


def _sentences(topic: str, count: int, rng: np.random.Generator, named: float = 0.0) -> list[str]:
    """Two words of the topic, one of another, four fillers each; some name their topic."""
    others = [word for other in TOPICS if other != topic for word in TOPICS[other].split()]
    made = []
    for _ in range(count):
        words = [
            *rng.choice(TOPICS[topic].split(), 2, replace=False),
            rng.choice(others),
            *rng.choice(FILLERS.split(), 4),
            *([topic] if rng.random() < named else []),
        ]
        made.append(" ".join(rng.permutation(words)))
    return made


def _pairs(x: Array, y: Labels, count: int, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Two digits from 0 to 4 side by side (N, 128), and which pair it is: 5 · left + right."""
    left, right = rng.choice(np.flatnonzero(y < 5), size=(2, count))
    return np.concatenate([x[left], x[right]], axis=1), 5 * y[left] + y[right]


def _attributes() -> list[Finding]:
    data, rng = digits(SEED), np.random.default_rng(SEED)
    pair, digit = np.arange(25)[:, None], np.arange(5)
    parts = np.concatenate([pair // 5 == digit, pair % 5 == digit], axis=1) * 1.0  # (25, 10)
    doubles = np.arange(0, 25, 6)
    x, y = _pairs(data.train_x, data.train_y, 1200, rng)
    seen = ~np.isin(y, doubles)
    model = AttributeClassifier(x[seen], y[seen], parts)
    x, y = _pairs(data.test_x, data.test_y, 3000, rng)
    x, y = x[np.isin(y, doubles)], y[np.isin(y, doubles)]
    among = (doubles[model.scores(x, parts[doubles]).argmax(axis=1)] == y).mean()
    every = (model.scores(x, parts).argmax(axis=1) == y).mean()
    right = []
    for three in HIDDEN:
        seen, new = ~np.isin(data.train_y, three), np.isin(data.test_y, three)
        model = AttributeClassifier(data.train_x[seen], data.train_y[seen], SEGMENTS)
        said = three[model.scores(data.test_x[new], SEGMENTS[three]).argmax(axis=1)]
        right += (said == data.test_y[new]).tolist()
    segments = float(np.mean(right))
    return [
        Finding("unseen doubles among 5 (chance 20 %)", 100 * among, 1, "%", 1, at_least=95),
        Finding("unseen doubles among all 25 (chance 4 %)", 100 * every, 2, "%", 1, at_least=80),
        Finding("digits by segments, 3 unseen (chance 33.3 %)", 100 * segments, 3, "%", 1),
    ]


def _texts() -> list[Finding]:
    rng = np.random.default_rng(SEED)
    vectors = WordVectors([s for topic in TOPICS for s in _sentences(topic, 60, rng, 0.2)], 24)
    premises, hypotheses, entailed = [], [], []
    for topic in TAUGHT:
        for sentence in _sentences(topic, 30, rng):
            premises += [sentence] * 4
            hypotheses += prompts(TAUGHT)
            entailed += [topic == other for other in TAUGHT]
    scorer = EntailmentScorer(vectors, premises, hypotheses, np.array(entailed))
    texts = [sentence for topic in NEW for sentence in _sentences(topic, 100, rng)]
    truth = np.repeat(np.arange(4), 100)
    by_entailment = (scorer.scores(texts, NEW).argmax(axis=1) == truth).mean()
    by_cosine = (zero_shot_scores(texts, NEW, vectors.sentences).argmax(axis=1) == truth).mean()
    return [
        Finding("4 unseen topics by entailment (chance 25 %)", 100 * by_entailment, 3, "%", 1, 65),
        Finding("4 unseen topics by cosine with the prompt", 100 * by_cosine, 3, "%", 1, 65),
    ]


def _one_shot() -> list[Finding]:
    data, rng = digits(SEED), np.random.default_rng(SEED)
    mean = data.train_x.mean(axis=0)
    x, y = data.train_x - mean, data.train_y
    axes = np.linalg.svd(x, full_matrices=False)[2].T  # (64, 64)
    test = data.test_x - mean
    told = []
    for width, least in ((2, 35), (8, 55), (64, 55)):
        right = []
        for _ in range(20):
            rows = [rng.choice(np.flatnonzero(y == digit)) for digit in range(10)]
            gallery = Gallery(np.inf, unit_length=False)
            gallery.enrol([str(digit) for digit in range(10)], x[rows] @ axes[:, :width])
            said = gallery.query(test @ axes[:, :width])
            right += [name == str(t) for (name, _), t in zip(said, data.test_y, strict=True)]
        says = f"one image a digit, {width} components: accuracy"
        told.append(Finding(says, 100 * float(np.mean(right)), 2, "%", 1, least))
    rows = np.concatenate([np.flatnonzero(y == digit)[:20] for digit in range(5)])
    gallery = Gallery(0.0)
    gallery.enrol([str(digit) for digit in y[rows]], x[rows])
    gallery.threshold = threshold_at(
        np.array([distance for _, distance in gallery.query(x[(y >= 5) & (y < 8)])]), 0.05
    )
    strangers = gallery.query(test[data.test_y >= 8])
    known = gallery.query(test[data.test_y < 5])
    accepted = 100 * float(np.mean([name is not None for name, _ in strangers]))
    truth = data.test_y[data.test_y < 5]
    named = [name == str(t) for (name, _), t in zip(known, truth, strict=True)]
    return [
        *told,
        Finding("threshold for 5 % of 5, 6, 7: accepted of 8, 9", accepted, 3, "%", 1, 12),
        Finding(
            "enrolled 0 to 4 (20 each) accepted by name", 100 * float(np.mean(named)), 3, "%", 1, 60
        ),
    ]


def findings() -> list[Finding]:
    """Accuracies on classes that were not taught."""
    return [*_attributes(), *_texts(), *_one_shot()]
