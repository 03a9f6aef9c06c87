"""What a candidate knows, and what to ask next: pure functions, with time as an argument.

* `memory`: reviews -> schedule, by FSRS-6: when a question is due, how likely it is recalled
* `sittings`: attempts at the parts of one variant -> review
* `standing`: how a candidate stands in each skill
* `selection`: which question to ask next

Nothing here reads a clock, a file or a global random generator: the same arguments give the same
answer, today and in a test.
"""

from heldout.learner.memory import (
    SCHEDULER,
    after_review,
    is_current,
    lateness,
    rate,
    recall,
    replay,
)
from heldout.learner.selection import Candidate, choose
from heldout.learner.sittings import is_graded, review_after, review_of
from heldout.learner.standing import Overview, Standing, overview, standing

__all__ = [
    "SCHEDULER",
    "Candidate",
    "Overview",
    "Standing",
    "after_review",
    "choose",
    "is_current",
    "is_graded",
    "lateness",
    "overview",
    "rate",
    "recall",
    "replay",
    "review_after",
    "review_of",
    "standing",
]
