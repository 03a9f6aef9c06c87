"""Kind `order`: put steps into the right order; several orders may be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from heldout.grading.fields import Fields
from heldout.grading.kinds import Bench, Unreadable, graded
from heldout.records import Finding, ReplyValue, VariantPart, Verdict

__all__ = ["Order", "OrderSpec"]


@dataclass(frozen=True, slots=True)
class OrderSpec:
    """Steps are always shown in an order drawn with the variant."""

    shuffle: bool = True


class Order:
    """Judges an order of keys. Truth: a list of keys, or a list of all orders that are right."""

    name = "order"

    def read_spec(self, fields: Mapping[str, Any]) -> OrderSpec:
        own = Fields(fields)
        own.options()
        own.finish()
        return OrderSpec()

    def check_truth(self, part: VariantPart) -> str | None:
        keys = sorted(option.key for option in part.options)
        truth = part.truth
        lists = isinstance(truth, list | tuple) and len(truth) > 0
        if not lists or not all(_is_order(order, keys) for order in _orders(truth)):
            return f"every right order must hold each key of the options once; given {part.truth!r}"
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        return f"All {len(part.options)} steps, the first one first."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        keys = sorted(option.key for option in part.options)
        if isinstance(reply, str) or sorted(reply) != keys:
            raise Unreadable("Each step must have a place of its own; none may be left out.")
        given, orders = list(reply), _orders(part.truth)
        if given in orders:
            return graded(1.0, Finding("right", "Right."))
        kept = max(_longest_run(given, order) for order in orders)
        # One step alone is always in order: it earns nothing.
        score = (kept - 1) / (len(keys) - 1)
        for mistake in part.mistakes:
            if given in _orders(mistake.value):
                return graded(score, Finding("mistake", mistake.message, mistake=mistake.name))
        moved = len(keys) - kept
        steps = "one step" if moved == 1 else f"{moved} steps"
        return graded(score, Finding("wrong-order", f"Not yet: {steps} must move."))

    def answer(self, part: VariantPart) -> str:
        texts = {option.key: option.text for option in part.options}
        first = _orders(part.truth)[0]
        return "\n".join(f"{place}. {texts[key]}" for place, key in enumerate(first, 1))

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return tuple(_orders(truth)[0])

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        return sorted(map(tuple, _orders(one))) == sorted(map(tuple, _orders(other)))

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        keys = tuple(option.key for option in part.options)
        return ("", keys[:-1], keys[:-1] + keys[:1])


def _is_order(order: Sequence[Any], keys: list[str]) -> bool:
    return all(isinstance(key, str) for key in order) and sorted(order) == keys


def _orders(truth: Any) -> list[list[str]]:
    return [list(truth)] if isinstance(truth[0], str) else [list(order) for order in truth]


def _longest_run(given: Sequence[str], right: Sequence[str]) -> int:
    """The most steps that stand in the right order among themselves (longest common subsequence).

    Both are orders of the same keys, so it is the longest increasing run of places.
    """
    places = [right.index(key) for key in given]
    best: list[int] = []
    for index, place in enumerate(places):
        before = [best[j] for j in range(index) if places[j] < place]
        best.append(1 + max(before, default=0))
    return max(best)
