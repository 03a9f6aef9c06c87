"""A variant and a reply become a verdict; one file for each kind of part."""

from heldout.grading.grade import (
    KINDS,
    check_truth,
    grade,
    grader_failed,
    how_to_reply,
    kind_of,
    read_spec,
    right_answer,
)
from heldout.grading.images import image_of, images_of, needs_of
from heldout.grading.kinds import Bench, Detail, Kind, Unreadable
from heldout.grading.lines import line_numbers
from heldout.grading.sketch import drawn_points

__all__ = [
    "KINDS",
    "Bench",
    "Detail",
    "Kind",
    "Unreadable",
    "check_truth",
    "drawn_points",
    "grade",
    "grader_failed",
    "how_to_reply",
    "image_of",
    "images_of",
    "kind_of",
    "line_numbers",
    "needs_of",
    "read_spec",
    "right_answer",
]
