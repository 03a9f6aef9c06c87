"""Proves a pack: many seeds, second opinions, mistakes, attempts, starters, mutants."""

from heldout.verification.report import Problem, QuestionReport, Report
from heldout.verification.run import SEEDS, verify, verify_question

__all__ = ["SEEDS", "Problem", "QuestionReport", "Report", "verify", "verify_question"]
