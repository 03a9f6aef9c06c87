"""Proves a pack: many seeds, second opinions, mistakes, attempts, starters, mutants."""

from heldout.verification.coverage import Coverage, coverage
from heldout.verification.mutation import KINDS
from heldout.verification.page import report_page
from heldout.verification.proofs import Proofs
from heldout.verification.quality import quality_page
from heldout.verification.report import Problem, QuestionReport, Report, Survivor, Tally
from heldout.verification.run import SEEDS, verify, verify_question

__all__ = [
    "KINDS",
    "SEEDS",
    "Coverage",
    "Problem",
    "Proofs",
    "QuestionReport",
    "Report",
    "Survivor",
    "Tally",
    "coverage",
    "quality_page",
    "report_page",
    "verify",
    "verify_question",
]
