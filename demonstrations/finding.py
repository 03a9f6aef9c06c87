"""One measured number, what is claimed of it, and how far another machine may land from it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True)
class Finding:
    """What was measured: a sentence without its number, the number, the claim, the drift allowed.

    `within` is in the unit of the value: sums are taken in another order by another processor's
    linear algebra, and training carries the last digit far.
    """

    says: str
    value: float
    within: float
    unit: str = ""  # "%", "×", "nats"; a number without a unit needs none
    digits: int = 2  # after the point, on the page
    at_least: float | None = None
    at_most: float | None = None

    def holds(self) -> bool:
        """Whether the number is what is claimed."""
        return (self.at_least is None or self.value >= self.at_least) and (
            self.at_most is None or self.value <= self.at_most
        )

    def near(self, written: float) -> bool:
        """Whether that number of the page is this one, rounding and drift aside."""
        return abs(self.value - written) <= self.within + 0.5000001 * 10**-self.digits

    def written(self) -> str:
        """The number as the page has it."""
        return f"{self.value:.{self.digits}f}" + (f" {self.unit}" if self.unit else "")

    def claim(self) -> str:
        """What is claimed, as the page has it; empty when the number is only told."""
        unit = f" {self.unit}" if self.unit else ""
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        return ", ".join(f"{word} {bound:g}{unit}" for word, bound in bounds if bound is not None)
