"""What `--json` prints. The keys are stable: they may grow in number, never change meaning.

question   id, title, skills, level, kinds, needs, missing (what this machine lacks: a sentence, or
           null), pack, due (ISO time or null)
variant    id, title, skills, level, seed, hash, prompt, hints (how many), has_figure,
           figure_in_words (what it shows, or null), parts
part       id, kind, prompt, options ([{key, text}]), how_to_reply, listing (the program whose lines
           are marked, or from which the candidate starts; else null)
answers    hints, right (part id -> Markdown), explanation, follow_ups, mistakes (name -> Markdown),
           references (names on the shelf)
verdict    outcome (graded, unreadable, grader_failed), score, right, findings, mode, seed
finding    kind, message (Markdown), mistake (name or null), evidence ([{label, text}])

list       {questions: [question]}
review     {due: [question], next_due}
show       {variant, answers (only with --answers)}
grade      {question, file, attempt (an id with --record, else null), verdict}
progress   {questions, practised, attempts, due, next_due, skills: [skill]}
skill      id, title, questions, practised, due, mastery (0 to 1, or null)
shelf      {references: [reference]}
reference  name, title, parts, systems, code (only when one is asked for)
verify     {ok, seconds, mutants_a_second, kinds (kind of mutant -> {tried, killed, excused}),
           questions: [{id, seeds, variants, mistakes (name -> in how many draws or attempts),
             replies, mutants, killed, excused, kinds, survivors, seconds,
             left_out (why it could not be tried on this machine: a sentence, or null)}],
           unchanged (ids that --changed left at their earlier proof),
           problems: [{question, file, line, seed, seeds, part, value, message}]}
coverage   {rows, covered, kinds (kind of row -> {rows, covered}), missing: [row],
           unknown (id of a question -> sources that are no rows)}
row        name, kind, concept
survivor   kind, change, line, reason (null: it is a problem)
selfcheck  {ok, versions, packs, refused, data: {place, problem},
           sandbox: {mode, problem, probes: [{name, title, held (null: not in mode), detail}]}}

With `grade --watch` each regrading prints one such object on a line of its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from heldout.cli.consoles import say
from heldout.records import Finding, Question, Schedule, Skill, Variant, VariantPart, Verdict

if TYPE_CHECKING:
    from heldout.cli.checkup import Checkup
    from heldout.learner import Standing
    from heldout.needs import Need
    from heldout.shelf import Reference
    from heldout.verification import Coverage, Problem, QuestionReport, Report

__all__ = [
    "as_answers",
    "as_checkup",
    "as_coverage",
    "as_question",
    "as_reference",
    "as_report",
    "as_standing",
    "as_time",
    "as_variant",
    "as_verdict",
    "print_json",
]


def print_json(value: Mapping[str, Any], *, indent: int | None = 2) -> None:
    """Prints one JSON object; characters that the stream cannot carry are escaped."""
    unicode = (sys.stdout.encoding or "ascii").lower().replace("-", "") == "utf8"
    say(json.dumps(value, indent=indent, ensure_ascii=not unicode))


def as_time(moment: datetime | None) -> str | None:
    """ISO 8601 with offset, or None."""
    return None if moment is None else moment.isoformat(timespec="seconds")


def as_question(
    question: Question, schedule: Schedule | None, missing: Need | None
) -> dict[str, Any]:
    """A question as a row of a list."""
    return {
        "id": question.id,
        "title": question.title,
        "skills": list(question.skills),
        "level": question.level,
        "kinds": list(dict.fromkeys(part.kind for part in question.parts)),
        "needs": list(question.needs),
        "missing": missing.sentence if missing else None,
        "pack": question.pack,
        "due": as_time(schedule.due if schedule and not missing else None),
    }


def as_variant(variant: Variant, how_to_reply: Mapping[str, str]) -> dict[str, Any]:
    """A drawn question, without anything that gives its answer away."""
    from heldout.typeset.figures import in_words

    question = variant.question
    return {
        "id": question.id,
        "title": question.title,
        "skills": list(question.skills),
        "level": question.level,
        "seed": variant.seed,
        "hash": question.hash,
        "prompt": variant.prompt,
        "hints": len(variant.hints),
        "has_figure": variant.figure is not None,
        "figure_in_words": None if variant.figure is None else in_words(variant.figure),
        "parts": [_as_part(part, how_to_reply[part.id]) for part in variant.parts],
    }


def _as_part(part: VariantPart, how_to_reply: str) -> dict[str, Any]:
    return {
        "id": part.id,
        "kind": part.kind,
        "prompt": part.prompt,
        "options": [{"key": option.key, "text": option.text} for option in part.options],
        "how_to_reply": how_to_reply,
        "listing": part.listing or None,
    }


def as_answers(variant: Variant, right: Mapping[str, str]) -> dict[str, Any]:
    """Everything that practice keeps back until a question is finished."""
    return {
        "hints": list(variant.hints),
        "right": dict(right),
        "explanation": variant.explanation,
        "follow_ups": list(variant.follow_ups),
        "mistakes": {
            mistake.name: mistake.message for part in variant.parts for mistake in part.mistakes
        },
        "references": list(variant.question.references),
    }


def as_coverage(found: Coverage) -> dict[str, Any]:
    """What `verify --coverage` counts."""
    kinds = {
        kind: {"rows": len(found.of(kind)), "covered": found.covered(kind)}
        for kind in found.kinds()
    }
    return {
        "rows": len(found.rows),
        "covered": found.covered(),
        "kinds": kinds,
        "missing": [asdict(row) for row in found.missing()],
        "unknown": {question: list(names) for question, names in found.unknown.items()},
    }


def as_reference(reference: Reference, *, code: bool) -> dict[str, Any]:
    """A file of the shelf, with its text where that is what was asked for."""
    told: dict[str, Any] = {
        "name": reference.name,
        "title": reference.title,
        "parts": list(reference.parts),
        "systems": list(reference.systems),
    }
    return told | ({"code": reference.code} if code else {})


def as_verdict(verdict: Verdict) -> dict[str, Any]:
    """A verdict with its findings."""
    return {
        "outcome": verdict.outcome,
        "score": verdict.score,
        "right": verdict.right,
        "findings": [_as_finding(finding) for finding in verdict.findings],
        "mode": verdict.mode,
        "seed": verdict.seed,
    }


def _as_finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "message": finding.message,
        "mistake": finding.mistake,
        "evidence": [{"label": item.label, "text": item.text} for item in finding.evidence],
    }


def as_standing(skill: Skill, standing: Standing) -> dict[str, Any]:
    """Where the candidate stands in one skill."""
    return {
        "id": skill.id,
        "title": skill.title,
        "questions": standing.total,
        "practised": standing.practised,
        "due": standing.due,
        "mastery": standing.mastery,
    }


def as_report(report: Report) -> dict[str, Any]:
    """What verification found."""
    return {
        "ok": report.good,
        "seconds": report.seconds,
        "mutants_a_second": report.mutants_a_second,
        "kinds": {kind: asdict(tally) for kind, tally in report.mutants.items()},
        "questions": [_as_verified(question) for question in report.questions],
        "unchanged": list(report.unchanged),
        "problems": [_as_problem(problem) for problem in report.problems],
    }


def _as_verified(question: QuestionReport) -> dict[str, Any]:
    return {
        "id": question.question_id,
        "seeds": question.seeds,
        "variants": question.variants,
        "mistakes": dict(question.mistakes),
        "replies": question.grades,
        "mutants": question.tally.tried,
        "killed": question.tally.killed,
        "excused": question.tally.excused,
        "kinds": {kind: asdict(tally) for kind, tally in question.mutants.items()},
        "survivors": [asdict(survivor) for survivor in question.survivors],
        "seconds": question.seconds,
        "left_out": question.left_out or None,
    }


def _as_problem(problem: Problem) -> dict[str, Any]:
    return {
        "question": problem.question_id,
        "file": str(problem.file),
        "line": problem.line,
        "seed": problem.seed,
        "seeds": list(problem.seeds),
        "part": problem.part,
        "value": problem.value,
        "message": problem.message,
    }


def as_checkup(checkup: Checkup) -> dict[str, Any]:
    """The state of this installation."""
    return {
        "ok": checkup.good,
        "versions": dict(checkup.versions),
        "packs": dict(checkup.packs),
        "refused": list(checkup.refused),
        "data": {"place": checkup.data, "problem": checkup.data_problem},
        "sandbox": {
            "mode": checkup.mode,
            "problem": checkup.mode_problem,
            "groups": checkup.groups,
            "missing": dict(checkup.missing),
            "probes": [
                {
                    "name": probe.name,
                    "title": probe.title,
                    "held": probe.held,
                    "detail": probe.detail,
                }
                for probe in checkup.probes
            ],
        },
    }
