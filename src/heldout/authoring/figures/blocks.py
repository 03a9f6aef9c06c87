"""Boxes with arrows from one to the next, and arrows that pass some of them by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heldout.authoring.figures.canvas import Canvas, text_width

__all__ = ["Add", "Box", "Skip", "blocks"]

HIGH, GAP = 27.0, 18.0  # of a box, and of an arrow between two
RING = 12.0  # radius of a sign in a circle
LANE = 26.0  # between the column and an arrow that passes it by


@dataclass(frozen=True, slots=True)
class Box:
    """A step with its name. `missing` draws it dashed, with the letter by which it is asked for.

    Without a frame (`bare`) it is just words, such as the x that goes in.
    """

    words: str
    missing: bool = False
    bare: bool = False
    says: str = ""  # what stands beside it, such as a shape


@dataclass(frozen=True, slots=True)
class Add:
    """Where two ways meet: a sign in a circle."""

    sign: str = "+"
    says: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """An arrow from behind step `start` into step `stop`, counted from 0, with a box on it or not.

    What it passes lies between the two.
    """

    start: int
    stop: int
    words: str = ""
    missing: bool = False


Step = Box | Add


def blocks(
    steps: Sequence[Step],
    *,
    title: str,
    skips: Sequence[Skip] = (),
    says: str = "",
    width: float = 360,
) -> str:
    """The steps from top to bottom, with an arrow from each to the next. The description lists
    them in that order, then the ways around."""
    canvas = Canvas(width)
    wide = max(text_width(step.words) for step in steps if isinstance(step, Box)) + 24
    notes = max([text_width(step.says) for step in steps] + [0.0])
    lanes = [text_width(skip.words) / 2 + 10 if skip.words else 6.0 for skip in skips]
    passing = sum(LANE + 2 * half for half in lanes)
    left = (width - (notes + 12 if notes else 0.0) - wide - passing) / 2
    middle = left + (notes + 12 if notes else 0.0) + wide / 2
    tops = list(_tops(steps))
    for step, top in zip(steps, tops, strict=True):
        _step(canvas, step, middle, top, wide)
    for (step, top), below in zip(zip(steps, tops, strict=True), tops[1:], strict=False):
        canvas.arrow([(middle, top + _height(step)), (middle, below)])
    lane = middle + wide / 2
    for skip, half in zip(skips, lanes, strict=True):
        lane += LANE + half
        _skip(canvas, skip, steps, tops, middle, lane, wide)
        lane += half
    return canvas.svg(title, " ".join(filter(None, [says, *_told(steps, skips)])))


def _height(step: Step) -> float:
    if isinstance(step, Add):
        return 2 * RING
    return 16.0 if step.bare else HIGH


def _tops(steps: Sequence[Step]) -> Iterator[float]:
    top = 2.0
    for step in steps:
        yield top
        top += _height(step) + GAP


def _step(canvas: Canvas, step: Step, middle: float, top: float, wide: float) -> None:
    centre = top + _height(step) / 2
    if isinstance(step, Add):
        canvas.circle(middle, centre, RING)
        canvas.text(middle, centre, step.sign, bold=True)
    else:
        if not step.bare:
            _frame(canvas, step.words, step.missing, middle, centre, wide)
        canvas.text(middle, centre, step.words, bold=step.missing)
    if step.says:
        half = RING if isinstance(step, Add) else wide / 2
        if isinstance(step, Box) and step.bare:
            half = text_width(step.words) / 2
        canvas.text(middle - half - 8, centre, step.says, anchor="end")


def _frame(
    canvas: Canvas, words: str, missing: bool, middle: float, centre: float, wide: float
) -> None:
    look, fill = ("dashed", 0.0) if missing else ("solid", 0.08)
    canvas.box(middle - wide / 2, centre - HIGH / 2, wide, HIGH, look=look, fill=fill, round_by=4)


def _skip(
    canvas: Canvas,
    skip: Skip,
    steps: Sequence[Step],
    tops: Sequence[float],
    middle: float,
    lane: float,
    wide: float,
) -> None:
    """Out of the arrow below its start, down a lane at the right, into the side of its end."""
    out = tops[skip.start] + _height(steps[skip.start]) + GAP / 2 - 4
    target = steps[skip.stop]
    centre = tops[skip.stop] + _height(target) / 2
    rim = middle + (RING if isinstance(target, Add) else wide / 2)
    if not skip.words:
        canvas.arrow([(middle, out), (lane, out), (lane, centre), (rim, centre)])
        return
    half, between = text_width(skip.words) / 2 + 8, (out + centre) / 2
    canvas.arrow([(middle, out), (lane, out), (lane, between - HIGH / 2)])
    _frame(canvas, skip.words, skip.missing, lane, between, 2 * half)
    canvas.text(lane, between, skip.words, bold=skip.missing)
    canvas.arrow([(lane, between + HIGH / 2), (lane, centre), (rim, centre)])


def _told(steps: Sequence[Step], skips: Sequence[Skip]) -> Iterator[str]:
    names = []
    for step in steps:
        if isinstance(step, Add):
            name = f"a circle with the sign {step.sign}"
        elif step.bare:
            name = step.words
        else:
            name = f"missing box {step.words}" if step.missing else f"box “{step.words}”"
        names.append(f"{name} ({step.says})" if step.says else name)
    yield f"From top to bottom, with an arrow from each to the next: {'; '.join(names)}."
    for skip in skips:
        how = ""
        if skip.words:
            box = f"missing box {skip.words}" if skip.missing else f"box “{skip.words}”"
            how = f" through the {box}"
        yield (
            f"A second arrow branches off right after {names[skip.start]}, passes by what follows, "
            f"and leads{how} into {names[skip.stop]}."
        )
