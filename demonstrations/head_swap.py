"""Masked words first, another head afterwards: what pre-training gives to sixteen labels

Sentences of eight words are about one of two topics, of thirty words each; a word in five is of
the other topic. A small encoder is first trained to tell hidden words of unlabelled sentences; no
topic is ever named. Then its head is dropped, a new one with two labels put on, and it sees
sixteen labelled sentences, in which many of the words never occur. The same body from its first
weights is the comparison. Frozen, the body is only read (feature extraction); fine-tuned, it is
trained on. Both are transfer.
"""

from __future__ import annotations

import copy

import numpy as np

from heldout.nn.attention import MaskedLanguageModel, TransformerEncoder, hide_words
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.metrics.accuracy import accuracy
from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Labels

from .finding import Finding

TITLE = "Masked words first, another head afterwards: what pre-training gives to sixteen labels"
ROWS = ["BERT head swap"]

TOPIC, T, E, LABELLED = 30, 8, 16, 16
MASK = 2 * TOPIC


def sentences(count: int, rng: np.random.Generator) -> tuple[Labels, Labels]:
    """Words (N, 8) and the topic (N,) of each."""
    topic = rng.integers(0, 2, count)
    of_word = np.where(rng.random((count, T)) < 0.8, topic[:, None], 1 - topic[:, None])
    return of_word * TOPIC + rng.integers(0, TOPIC, (count, T)), topic


def body(seed: int) -> MaskedLanguageModel:
    """First weights, in float32."""
    rng = np.random.default_rng(seed)
    encoder = TransformerEncoder(MASK + 1, E, rng, heads=2, hidden=2 * E)
    encoder.parameters["words"] *= 0.5
    model = MaskedLanguageModel(encoder, rng)
    for part in (encoder.parameters, model.head):
        for name in part:
            part[name] = part[name].astype(np.float32)
    return model


def pretrain(model: MaskedLanguageModel, seed: int, steps: int = 400) -> None:
    """Tell hidden words of new sentences, 64 at a time."""
    rng, optimizer = np.random.default_rng(seed), Adam(0.005)
    for _ in range(steps):
        words, _ = sentences(64, rng)
        shown, chosen = hide_words(words, MASK, MASK, rng)
        logits, cache = model.forward(shown)
        dlogits = np.zeros_like(logits)
        _, dlogits[chosen] = cross_entropy(logits[chosen], words[chosen])
        optimizer.step(model.parameters, model.backward(dlogits, cache))


def transferred(model: MaskedLanguageModel, *, frozen: bool) -> float:
    """Percent of 2,000 topics told after sixteen labelled sentences; the mean of four such sets."""
    shares = []
    for draw in range(4):
        rng = np.random.default_rng(100 + draw)
        classifier = copy.deepcopy(model).swap_head(2, rng)
        for name, value in classifier.head.items():
            classifier.head[name] = value.astype(np.float32)
        words, topic = sentences(LABELLED, rng)
        moving = classifier.head if frozen else classifier.parameters
        optimizer = Adam(0.05 if frozen else 0.01)
        for _ in range(60):
            logits, cache = classifier.forward(words)
            _, dlogits = cross_entropy(logits, topic)
            optimizer.step(moving, classifier.backward(dlogits, cache))
        words, topic = sentences(2000, np.random.default_rng(99))
        shares.append(accuracy(classifier.forward(words)[0].argmax(axis=1), topic))
    return 100 * float(np.mean(shares))


def findings() -> list[Finding]:
    """Accuracy on the target task, with and without pre-training."""
    new, trained = body(0), body(0)
    pretrain(trained, 1)
    words, topic = sentences(2000, np.random.default_rng(99))
    counted = (words >= TOPIC).mean(axis=1)
    best = np.where(counted == 0.5, 0.5, (counted > 0.5) == topic).mean()
    tuned, scratch = transferred(trained, frozen=False), transferred(new, frozen=False)
    return [
        Finding("who knows the topic of every word", 100 * float(best), 1e-6, "%", 1),
        Finding("no pre-training, all trained", scratch, 5, "%", 1, at_most=80),
        Finding("no pre-training, body frozen", transferred(new, frozen=True), 5, "%", 1),
        Finding("pre-trained, all fine-tuned", tuned, 4, "%", 1, at_least=84),
        Finding(
            "pre-trained, body frozen", transferred(trained, frozen=True), 4, "%", 1, at_least=84
        ),
        Finding(
            "what pre-training adds, all trained", tuned - scratch, 6, "points", 1, at_least=10
        ),
    ]
