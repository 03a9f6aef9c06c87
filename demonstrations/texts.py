"""Texts: a weight with its base, a summary, edits, and numbers beside words

The classic example of TF-IDF is 0.12 with base 10 and 0.2763 with base e. Four short reports,
written for this page, are cut to two of their seven sentences, with the other three as background:
TF-IDF takes the two that lead, without knowing where they stand; told backwards, it still takes
them, and the first two sentences are no summary any more. Edits: five sentences a topic are too few
to show all its words; a dictionary of synonyms brings in those that were not there, by replacement
and still more by insertion, where deletion, which knows nothing new, gains little (means over 20
draws). Fusion: one half of a label is in two numbers, the other in the words; neither branch alone
passes one half.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from heldout.nn.data import (
    Standardizer,
    random_deletion,
    random_insertion,
    synonym_replacement,
)
from heldout.nn.losses import cross_entropy
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array, Labels
from heldout.nn.text import (
    Fusion,
    Logistic,
    TfIdf,
    count_words,
    inverse_document_frequency,
    sentences,
    summarize,
    term_frequency,
    vocabulary,
    words,
)

from .finding import Finding

TITLE = "Texts: a weight with its base, a summary, edits, and numbers beside words"
ROWS = [
    "TF-IDF",
    "Text summarization by TF-IDF",
    "Synonym replacement / random insertion",
    "Numeric + text feature fusion",
]

SEED = 0

# Each with a one-sentence gist that is not in the text
REPORTS = {
    "A storm closed the harbour bridge and cut power on the island.": (
        "The harbour bridge was closed on Monday after a storm damaged two of its cables. "
        "The storm also cut the power of the island for six hours. "
        "Nobody was hurt. "
        "Engineers will test every cable of the bridge before it opens again. "
        "Ferries carry people to the island until then. "
        "A baker gave away his bread before it went stale. "
        "It was the third storm of the year."
    ),
    "The town library will lend tools and seeds and open on Sundays.": (
        "From May the town library will lend more than books. "
        "Members may borrow tools for a week and take seeds for their gardens. "
        "The library will also open on Sundays. "
        "The idea came from a reader who owned no drill. "
        "Two rooms were painted over the winter. "
        "Whoever takes seeds brings some back in autumn. "
        "Coffee costs what it did."
    ),
    "Bees in the city find more kinds of flowers than bees on farms.": (
        "A study followed bees from twelve hives in the city and twelve hives on farms. "
        "The bees of the city visited twice as many kinds of flowers. "
        "On farms one crop flowers at a time, and then nothing does. "
        "Gardens and balconies flower from March to October. "
        "The honey was not compared. "
        "The authors ask farms to leave strips of flowers for the bees. "
        "Their next study begins in spring."
    ),
    "A night train will link the coast and the capital from December.": (
        "A night train will run between the coast and the capital from December. "
        "It leaves the coast at ten and reaches the capital at seven. "
        "The train has beds, seats and a car for bicycles. "
        "The last night train was cancelled twenty years ago. "
        "Tickets for beds were sold out in a day. "
        "A museum shows the old lamps. "
        "A second train is planned if the first fills its beds."
    ),
}


def _recall(summary: list[str], gist: str) -> float:
    """The share of the gist's words that the summary has."""
    told = {word for sentence in summary for word in words(sentence)}
    return float(np.mean([word in told for word in words(gist)]))


def _summaries() -> list[Finding]:
    same, forwards, backwards, backwards_lead = [], [], [], []
    for gist, text in REPORTS.items():
        background = [other for other in REPORTS.values() if other is not text]
        lead = sentences(text)[:2]
        summary = summarize(text, 2, background)
        same.append(len(set(summary) & set(lead)) / 2)
        forwards.append(_recall(summary, gist))
        turned = sentences(text)[::-1]
        backwards.append(_recall(summarize(" ".join(turned), 2, background), gist))
        backwards_lead.append(_recall(turned[:2], gist))
    tf, idf = term_frequency(3, 100), inverse_document_frequency
    numbers = [100 * float(np.mean(one)) for one in (same, forwards, backwards, backwards_lead)]
    return [
        Finding(
            "3 of 100 words, 1,000 of 10⁷ documents: base 10", tf * idf(10**7, 1000, base=10), 0
        ),
        Finding("the same, base e", tf * idf(10**7, 1000), 1e-4, digits=4, at_least=0.276),
        Finding("sentences of the summary that are of the lead", numbers[0], 0, "%", 0, 75),
        Finding("words of the gist in the summary", numbers[1], 0.1, "%", 1, 75),
        Finding("told backwards: words of the gist in the summary", numbers[2], 0.1, "%", 1, 75),
        Finding(
            "told backwards: words of the gist in the lead", numbers[3], 0.1, "%", 1, at_most=50
        ),
    ]


# Five meanings a topic, three words each
MEANINGS = (
    "big large huge, buy purchase acquire, cheap inexpensive affordable, shop store market, "
    "car vehicle automobile",
    "doctor physician medic, ill sick unwell, pill tablet medicine, heal cure recover, "
    "pain ache hurt",
    "match game contest, win triumph prevail, run sprint race, coach trainer instructor, "
    "crowd fans audience",
)
GROUPS = [[group.split() for group in topic.split(", ")] for topic in MEANINGS]
DICTIONARY = {
    word: [other for other in group if other != word]
    for topic in GROUPS
    for group in topic
    for word in group
}
COLUMNS = vocabulary([[*DICTIONARY, *"abcdefghij"]])


def _sentence(topic: int, rng: np.random.Generator) -> list[str]:
    """Two words of the topic, perhaps one of another, three letters that say nothing."""
    groups = [GROUPS[topic][n] for n in rng.choice(5, 2, replace=False)]
    if rng.random() < 0.5:
        groups.append(GROUPS[(topic + rng.integers(1, 3)) % 3][rng.integers(5)])
    tokens = [group[rng.integers(3)] for group in groups]
    return [str(token) for token in rng.permutation([*tokens, *rng.choice(list("abcdefghij"), 3)])]


def _accuracy(train: Sequence[list[str]], y: Labels, test: Sequence[list[str]], t: Labels) -> float:
    """Of three logistic regressions on counts of words, one a topic."""
    x, new = (count_words(tokens, COLUMNS).astype(float) for tokens in (train, test))
    z = [Logistic(x, y == topic).scores(new) for topic in range(3)]
    return 100 * float((np.stack(z, axis=1).argmax(axis=1) == t).mean())


def _edits() -> list[Finding]:
    rng = np.random.default_rng(SEED)
    edits: list[Callable[[list[str]], list[str]]] = [
        lambda tokens: synonym_replacement(tokens, DICTIONARY, 1, rng),
        lambda tokens: random_insertion(tokens, DICTIONARY, 0.5, rng),
        lambda tokens: random_deletion(tokens, 0.1, rng),
    ]
    y, t = np.repeat(np.arange(3), 5), np.repeat(np.arange(3), 100)
    scores = []
    for _ in range(20):
        train, test = [_sentence(c, rng) for c in y], [_sentence(c, rng) for c in t]
        scores.append([_accuracy(train, y, test, t)])
        for edit in edits:
            more = [edit(tokens) for tokens in train for _ in range(8)]
            labels = np.concatenate([y, np.repeat(y, 8)])
            scores[-1].append(_accuracy([*train, *more], labels, test, t))
    plain, replaced, inserted, deleted = np.mean(scores, axis=0)
    return [
        Finding("15 sentences, 3 topics: accuracy", plain, 0.5, "%", 1, at_most=60),
        Finding("with synonyms replaced: points gained", replaced - plain, 0.5, "", 1, 2.5),
        Finding("with synonyms inserted: points gained", inserted - plain, 0.5, "", 1, 5),
        Finding("with words deleted: points gained", deleted - plain, 0.5, "", 1, at_most=3),
    ]


GOOD, BAD = "quiet garden sunny view park lift", "noise traffic dark damp stairs street"
PLAIN = "flat room kitchen bath near station door floor"


def _flats(count: int, rng: np.random.Generator) -> tuple[Array, list[str], Labels]:
    """Area and year, an advertisement, and 2 · large + pleasant."""
    large, pleasant = rng.integers(2, size=(2, count))
    area = 60 + 40 * large + 15 * rng.standard_normal(count)
    numbers = np.stack([area, 1990 + 10 * rng.standard_normal(count)], axis=1)
    texts = []
    for kind in pleasant:
        true, other = (GOOD, BAD) if kind else (BAD, GOOD)
        told = [*rng.choice(true.split(), 2), *rng.choice(PLAIN.split(), 5)]
        texts.append(" ".join([*told, rng.choice(other.split())] if rng.random() < 0.5 else told))
    return numbers, texts, 2 * large + pleasant


def _fusion() -> list[Finding]:
    numbers, texts, y = _flats(1200, np.random.default_rng(SEED))
    numeric = Standardizer(numbers[:400]).apply(numbers)
    model = TfIdf(texts[:400], smooth=True, whole_counts=True, unit_length=True)
    text = model.vectors(texts)
    told = []
    for numeric_in, text_in in ((numeric, text), (numeric, 0 * text), (0 * numeric, text)):
        net = Fusion(2, text.shape[1], 8, 4, np.random.default_rng(SEED))
        optimizer = Adam(0.01)
        for _ in range(300):
            logits, cache = net.forward(numeric_in[:400], text_in[:400])
            _, dlogits = cross_entropy(logits, y[:400])
            optimizer.step(net.parameters, net.backward(dlogits, cache))
        said = net.forward(numeric_in[400:], text_in[400:])[0].argmax(axis=1)
        told.append(100 * float((said == y[400:]).mean()))
    return [
        Finding("flats, 4 classes, numbers and words: accuracy", told[0], 1.5, "%", 1, 80),
        Finding("numbers alone", told[1], 1.5, "%", 1, at_most=55),
        Finding("words alone", told[2], 1.5, "%", 1, at_most=55),
    ]


def findings() -> list[Finding]:
    """Weights, summaries, edits, fusion."""
    return [*_summaries(), *_edits(), *_fusion()]
