"""What a question, a verdict and an explanation look like in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from heldout.cli.replies import letters_for
from heldout.records import Finding, Reply, Variant, VariantPart, Verdict
from heldout.typeset.figures import in_words
from heldout.typeset.terminal import Hanging, inline, numbered, terminal, verbatim

__all__ = [
    "show_answers",
    "show_drawing",
    "show_explanation",
    "show_hint",
    "show_part",
    "show_question",
    "show_references",
    "show_verdict",
]


def show_question(console: Console, variant: Variant) -> None:
    """Title, skills, level and seed, and what is asked before the first part."""
    question = variant.question
    facts = [", ".join(question.skills), f"level {question.level}", f"seed {variant.seed}"]
    console.print()
    console.print(Rule(style="dim"))
    console.print(Text.assemble(inline(question.title), style="bold"))
    console.print(Text(" · ".join(facts), style="dim"))
    console.print()
    console.print(terminal(variant.prompt))
    if variant.figure is not None:
        place = f"/questions/{question.id}/{variant.seed}"
        console.print()
        console.print(Hanging(Text("Figure: ", "bold"), verbatim(in_words(variant.figure))))
        console.print(Text(f"The web app shows it at {place}.", style="dim"))


def show_part(
    console: Console, variant: Variant, part: VariantPart, how: str, example: str | None
) -> None:
    """What one part asks, its options behind letters or its example, and how to reply."""
    if len(variant.parts) > 1:
        place = variant.parts.index(part) + 1
        console.print(Text(f"Part {place} of {len(variant.parts)}", style="bold"))
    if part.prompt:
        console.print(terminal(part.prompt))
    if part.options:
        console.print()
        for label, option in zip(letters_for(part), part.options, strict=True):
            console.print(Hanging(Text(f"  {label})  ", "bold"), terminal(option.text)))
    if part.kind == "lines":
        console.print()
        console.print(numbered(part.listing, part.spec.language))
    if example is not None:
        console.print()
        console.print(terminal(example))
    if part.kind == "sketch":
        console.print(Text(_axes(part)))
    if len(variant.parts) > 1 or part.prompt or example is not None:
        console.print()
    console.print(Text(how, style="dim"))


def show_drawing(console: Console, part: VariantPart, reply: Reply) -> None:
    """What was drawn, upon what is true."""
    from heldout.grading import drawn_points
    from heldout.typeset.dots import dotted
    from heldout.typeset.plot import Paper

    spec, text = part.spec, str(reply.value)
    paper = Paper(spec.axes.x, spec.axes.y, spec.x_label, spec.y_label)
    true = list(part.truth["curves"].values())
    console.print(dotted(paper, true, list(drawn_points(part, text).values())))
    console.print(Text("Yours in yellow, upon the right one in green.", style="dim"))


def _axes(part: VariantPart) -> str:
    (left, right), (low, high) = part.spec.axes.x, part.spec.axes.y
    across, up = part.spec.x_label, part.spec.y_label
    return f"The paper: {across} from {left:g} to {right:g}, {up} from {low:g} to {high:g}."


def show_hint(console: Console, variant: Variant, shown: int) -> None:
    """The hint that was just uncovered, the `shown`-th."""
    label = Text(f"Hint {shown} of {len(variant.hints)}: ", "yellow")
    console.print(Hanging(label, terminal(variant.hints[shown - 1])))


_HEADS = {
    "unreadable": ("? Could not be read. This costs nothing.", "yellow"),
    "grader_failed": ("! The grader failed. That is our fault, and costs nothing.", "magenta"),
}


def show_verdict(console: Console, verdict: Verdict) -> None:
    """The outcome in one line, then each finding with its evidence."""
    head, style = _HEADS.get(verdict.outcome) or _graded(verdict)
    console.print(Text(head, style=f"bold {style}"))
    told = [finding for finding in verdict.findings if _adds_something(finding)]
    for index, finding in enumerate(told):
        if index and (finding.evidence or told[index - 1].evidence):
            console.print()  # what was said and shown about one thing stands by itself
        console.print(Hanging(Text("  "), _finding(finding)))


def _graded(verdict: Verdict) -> tuple[str, str]:
    if verdict.right:
        return "✓ Right.", "green"
    if verdict.score > 0:
        return f"✗ Not right yet: {verdict.score:.0%} of it is.", "red"
    return "✗ Not right.", "red"


def _adds_something(finding: Finding) -> bool:
    return bool(finding.evidence) or finding.message not in ("Right.", "")


def _finding(finding: Finding) -> RenderableType:
    blocks: list[RenderableType] = [terminal(finding.message)]
    for item in finding.evidence:
        blocks.append(Text(f"{item.label}:", style="dim"))
        blocks.append(Hanging(Text("  "), verbatim(item.text)))
    return Group(*blocks)


def show_answers(console: Console, variant: Variant, right: Mapping[str, str]) -> None:
    """The right answer of each of those parts."""
    for part in variant.parts:
        if part.id in right:
            place = f" to part {variant.parts.index(part) + 1}" if len(variant.parts) > 1 else ""
            _headed(console, f"The answer{place}", [terminal(right[part.id])])


def show_explanation(console: Console, variant: Variant) -> None:
    """The explanation, and what an interviewer would ask next."""
    if variant.explanation:
        _headed(console, "Explanation", [terminal(variant.explanation)])
    if variant.follow_ups:
        asked = [Hanging(Text("• "), terminal(item)) for item in variant.follow_ups]
        _headed(console, "An interviewer might go on", asked)


def show_references(console: Console, variant: Variant) -> None:
    """What of the reference shelf to read next."""
    if variant.question.references:
        names = ", ".join(variant.question.references)
        console.print()
        console.print(Text(f"How it is written out: heldout shelf {names}", style="dim"))


def _headed(console: Console, title: str, blocks: Iterable[RenderableType]) -> None:
    console.print()
    console.print(Text(title, style="bold"))
    for block in blocks:
        console.print(block)
