"""Packs on disk -> `Pack`; several packs -> `Library`. What is wrong is set aside and named."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heldout.errors import NotFound, PackError
from heldout.questions.reading import SpecReader, read_question
from heldout.records import Pack, Question, Skill

__all__ = ["Library", "load_library", "load_pack", "shipped_packs"]

FORMAT = 1


@dataclass(frozen=True)
class Library:
    """All questions that can be asked, whichever pack they come from."""

    packs: tuple[Pack, ...]
    questions: Mapping[str, Question]
    skills: Mapping[str, Skill]
    problems: tuple[PackError, ...]

    def question(self, question_id: str) -> Question:
        """The question of that id; NotFound when there is none."""
        try:
            return self.questions[question_id]
        except KeyError:
            raise NotFound(
                f"There is no question {question_id!r}. 'heldout list' shows all that there are."
            ) from None


def shipped_packs() -> tuple[Path, ...]:
    """The folders of the packs that came with Heldout: beside the package, or in the checkout."""
    package = Path(__file__).parents[1]
    inside, checkout = package / "packs", package.parents[1] / "packs"
    home = inside if inside.is_dir() else checkout
    return tuple(sorted(path.parent for path in home.glob("*/pack.toml")))


def load_library(folders: Iterable[Path], read_spec: SpecReader) -> Library:
    """Every pack of those folders. A pack or question that cannot be used becomes a problem."""
    packs: list[Pack] = []
    questions: dict[str, Question] = {}
    skills: dict[str, Skill] = {}
    problems: list[PackError] = []
    for folder in folders:
        try:
            pack = load_pack(folder, read_spec)
        except PackError as problem:
            problems.append(problem)
            continue
        packs.append(pack)
        problems.extend(pack.problems)
        skills.update({key: skill for key, skill in pack.skills.items() if key not in skills})
        for question in pack.questions.values():
            taken = questions.setdefault(question.id, question)
            if taken is not question:
                problems.append(_taken(question, taken))
    return Library(tuple(packs), questions, skills, tuple(problems))


def load_pack(folder: Path, read_spec: SpecReader) -> Pack:
    """The pack in that folder; PackError only when its pack.toml cannot be used."""
    file = folder / "pack.toml"
    head = _read_toml(file)
    skills = _read_skills(file, head.get("skills", {}))
    questions: dict[str, Question] = {}
    problems: list[PackError] = []
    for path in sorted(folder.rglob("question.md")):
        try:
            question = read_question(path.parent, head["id"], read_spec)
            _check_skills(question, skills)
        except PackError as problem:
            problems.append(problem)
            continue
        taken = questions.setdefault(question.id, question)
        if taken is not question:
            problems.append(_taken(question, taken))
    return Pack(
        id=head["id"],
        title=head["title"],
        licence=head["licence"],
        folder=folder,
        skills=skills,
        questions=questions,
        problems=tuple(problems),
    )


def _read_toml(file: Path) -> Mapping[str, Any]:
    try:
        head = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackError(
            f"a pack must have a readable pack.toml: {error.strerror}", file=file
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"must be valid TOML: {error}", file=file) from None
    for field in ("id", "title", "licence"):
        if not isinstance(head.get(field), str):
            raise PackError(f"must be text; given {head.get(field)!r}", file=file, field=field)
    if head.get("format") != FORMAT:
        raise PackError(
            f"must be {FORMAT}, the format that this version of Heldout reads; "
            f"given {head.get('format')!r}",
            file=file,
            field="format",
        )
    return head


def _read_skills(file: Path, table: object) -> dict[str, Skill]:
    if not isinstance(table, dict):
        raise PackError("must be a table of skills", file=file, field="skills")
    skills = {}
    for key, row in table.items():
        title = row.get("title") if isinstance(row, dict) else None
        requires = row.get("requires", []) if isinstance(row, dict) else []
        if not isinstance(title, str) or not isinstance(requires, list):
            raise PackError(
                'must look like { title = "…", requires = ["…"] }', file=file, field=f"skills.{key}"
            )
        unknown = [item for item in requires if item not in table]
        if unknown:
            raise PackError(f"requires unknown {unknown}", file=file, field=f"skills.{key}")
        skills[key] = Skill(key, title, tuple(requires))
    _refuse_circles(file, skills)
    return skills


def _refuse_circles(file: Path, skills: Mapping[str, Skill]) -> None:
    done: set[str] = set()
    while len(done) < len(skills):
        ready = {
            key for key, skill in skills.items() if key not in done and done >= set(skill.requires)
        }
        if not ready:
            stuck = sorted(set(skills) - done)
            raise PackError(f"skills require each other in a circle: {stuck}", file=file)
        done |= ready


def _check_skills(question: Question, skills: Mapping[str, Skill]) -> None:
    for skill in question.skills:
        if skill not in skills:
            raise PackError(
                f"{skill!r} must be one of the skills in pack.toml",
                file=question.folder / "question.md",
                field="skills",
            )


def _taken(question: Question, taken: Question) -> PackError:
    return PackError(
        f"{question.id!r} is taken by {taken.folder}; ids must be unique over all packs",
        file=question.folder / "question.md",
        field="id",
    )
