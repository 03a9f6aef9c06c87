"""How much one submission may use."""

from __future__ import annotations

from dataclasses import dataclass, fields

from heldout.errors import SandboxError

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """What one session may use; processor and wall time are budgets of the whole session.

    The wall clock runs only while the judge waits for an answer, so a slow grader costs the
    candidate nothing. Memory is counted in address space over the warm parent's own size.
    """

    cpu_seconds: float = 2.0
    wall_seconds: float = 6.0
    memory_bytes: int = 1 << 30
    output_bytes: int = 64 << 20  # the largest answer
    printed_bytes: int = 64 << 10  # of stdout and stderr together
    source_bytes: int = 64 << 10

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not 0 < value < float("inf"):
                raise SandboxError(
                    f"A limit must be a positive, finite number; {field.name} is {value!r}. "
                    f"Leave it out to get {field.default!r}."
                )
